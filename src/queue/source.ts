import { basename, isAbsolute } from 'node:path'
import { z } from 'zod'
import { shownPath } from '../file-names.js'

/** Where a job's content is found, as queues keep it: checked whenever it is read. */

const part = z.object({ name: z.string(), file: z.string().exactOptional(), sha256: z.string().exactOptional() })

const present = z.object({ name: z.string(), path: z.string(), parts: z.array(part) })

/** Version 0.2.0 wrote lists side by side; files of uploads were names without a folder. */
const lists = z
  .object({
    name: z.string(),
    path: z.string(),
    files: z.array(z.string()),
    digests: z.array(z.string()).exactOptional(),
    names: z.array(z.string()).exactOptional(),
  })
  .transform(({ name, path, files, digests, names }): z.infer<typeof present> => ({
    name,
    path,
    parts: files.map((file, place) => {
      const sha256 = digests?.[place]
      return {
        name: names?.[place] ?? shownPath(basename(file)),
        ...(isAbsolute(file) && { file }),
        ...(sha256 !== undefined && { sha256 }),
      }
    }),
  }))

export const jobSource = z.union([present, lists])
