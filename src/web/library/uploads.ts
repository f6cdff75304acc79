import { useEffect, useReducer, useState } from 'preact/hooks'
import { ApiError, refusalIn } from '../api/client.js'

/** One file on its way. */
interface Sending {
  readonly name: string
  /** Share that is sent, 0 to 1. */
  readonly sent: number
  readonly state: 'sending' | 'taken' | 'known' | 'refused'
  /** The server's words where it is refused. */
  readonly words: string
}

/** Files that are sent at the same time. */
const TOGETHER = 3

/** Sends one file, with its progress: fetch tells none. @throws ApiError */
const sendFile = async (
  name: string,
  file: File,
  language: string,
  progress: (share: number) => void,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/v1/documents')
    request.setRequestHeader('accept-language', language)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new ApiError(0, 'unreachable', '', ''))
    request.onload = () => {
      const body: unknown = request.response
      if (request.status === 202) resolve(outcomeIn(body))
      else reject(refusalIn(body, request.status))
    }
    const form = new FormData()
    form.append('file', file, name)
    request.send(form)
  })

/** The outcome of the first document of an answer. */
function outcomeIn(body: unknown): string {
  const documents: unknown = body instanceof Object ? Reflect.get(body, 'documents') : undefined
  const first: unknown = Array.isArray(documents) ? documents[0] : undefined
  return first instanceof Object ? String(Reflect.get(first, 'outcome')) : ''
}

type Change =
  { readonly place: number; readonly now: Partial<Sending> } | { readonly add: readonly Sending[] } | 'clear'

function change(list: readonly Sending[], asked: Change): readonly Sending[] {
  if (asked === 'clear') return []
  if ('add' in asked) return [...list, ...asked.add]
  return list.map((each, place) => (place === asked.place ? { ...each, ...asked.now } : each))
}

/** Files that are taken in, a few at a time. */
export function useUploads(language: string, done: () => void) {
  const [list, tell] = useReducer(change, [])
  const [files, setFiles] = useState<readonly Picked[]>([])
  const [started, start] = useState(0)
  const active = list.slice(0, started).filter(({ state }) => state === 'sending').length
  useEffect(() => {
    const next = files[started]
    if (!next || active >= TOGETHER) return
    start(started + 1)
    const { name, file } = next
    sendFile(name, file, language, (sent) => tell({ place: started, now: { sent } }))
      .then((outcome) => {
        const isKnown = outcome === 'known' || outcome === 'duplicate'
        tell({ place: started, now: { sent: 1, state: isKnown ? 'known' : 'taken' } })
        done()
      })
      .catch((error: unknown) => {
        const words = error instanceof ApiError ? `${error.message} ${error.remedy}` : String(error)
        tell({ place: started, now: { state: 'refused', words } })
      })
  })
  return {
    list,
    /** Forgets what was sent; nothing may be under way. */
    clear: (): void => {
      setFiles([])
      start(0)
      tell('clear')
    },
    add: (more: readonly Picked[]): void => {
      setFiles((before) => [...before, ...more])
      tell({
        add: more.map(({ name }) => ({ name, sent: 0, state: 'sending' as const, words: '' })),
      })
    },
  }
}

/** A file with its name below the folder that was dropped or picked: the store finds it under that path. */
export interface Picked {
  readonly name: string
  readonly file: File
}

export const pickedFile = (file: File): Picked => ({ name: file.webkitRelativePath || file.name, file })

/** All files that were dropped, those in folders too. */
export async function droppedFiles(items: DataTransferItemList): Promise<readonly Picked[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  return (await Promise.all(entries.map(filesIn))).flat()
}

async function filesIn(entry: FileSystemEntry): Promise<readonly Picked[]> {
  // A dropped file knows nothing of its folder; its entry does.
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    return [{ name: entry.fullPath.replace(/^\//, '') || file.name, file }]
  }
  if (!(entry instanceof FileSystemDirectoryEntry)) return []
  const reader = entry.createReader()
  const files: Picked[] = []
  // A folder is read in parts, until there is none.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (part.length === 0) return files
    files.push(...(await Promise.all(part.map(filesIn))).flat())
  }
}
