import { command, commandGroup, given } from '../command.js'
import { EXIT } from '../exit.js'
import { explained, FLEET_FLAGS } from '../place.js'
import { note } from '../render/output.js'
import { same, text } from '../say.js'

const copy = command({
  options: {
    to: given('--to <URL>', text('where to, file:///folder or a bucket', '目标，file:///文件夹 或存储桶')),
    from: given('--from <URL>', text('where from, file:///folder or a bucket', '来源，file:///文件夹 或存储桶')),
    ...FLEET_FLAGS,
  },
  run: async (kit, { to, from, ...flags }) => {
    const { say, fail } = kit
    const { isBlobsUrl, openBlobs } = await import('../../blobs/open.js')
    const other = to ?? from
    if (other === undefined || (to !== undefined && from !== undefined) || !isBlobsUrl(other)) return fail(TEXTS.which)
    return explained(kit, async () => {
      const { copyBlobs } = await import('../../blobs/copy.js')
      const { fleetSettings } = await import('../../fleet/config.js')
      const { ConfigError } = await import('../../fleet/config-errors.js')
      const { s3Url } = await fleetSettings(flags)
      if (s3Url === undefined) throw new ConfigError('config-needed')
      const [own, away] = [await openBlobs(s3Url), await openBlobs(other)]
      try {
        const { copied, present, damaged } = await (to === undefined ? copyBlobs(away, own) : copyBlobs(own, away))
        note(say(TEXTS.copied, { copied, present }))
        for (const sha256 of damaged) fail(TEXTS.damaged, { sha256 })
        return damaged.length > 0 ? EXIT.failed : EXIT.fine
      } finally {
        await Promise.all([own.close(), away.close()])
      }
    })
  },
})

/** `nianbao originals copy`: the fleet's originals into a backup, and back. */
export const originals = commandGroup(
  same('nianbao originals copy --to file:///backup/originals\nnianbao originals copy --from file:///backup/originals'),
  {
    copy: {
      text: {
        en: 'copy the originals into a backup (--to) or back (--from), each verified; what is there already is passed over',
        zh: '把原件复制到备份（--to）或从备份恢复（--from），逐个校验；已存在的跳过',
      },
      register: copy,
    },
  },
)

const TEXTS = {
  which: {
    en: 'give either --to or --from, as file:///folder or http://KEY:SECRET@host/bucket.',
    zh: '请给出 --to 或 --from 之一，形如 file:///文件夹 或 http://KEY:SECRET@主机/存储桶。',
  },
  copied: {
    en: '{copied} {copied:original|originals} copied, {present} {present:was|were} there already.',
    zh: '已复制 {copied} 份原件，另有 {present} 份已存在。',
  },
  damaged: {
    en: 'the original {sha256} is damaged where it should come from, and was not copied.',
    zh: '原件 {sha256} 在来源处已损坏，未复制。',
  },
} as const
