/** What `--help` shows at its end for the commands around the store. */
export const STORE_EXAMPLES = {
  doctor: {
    en: 'nianbao doctor\nnianbao doctor --json | jq -r ".checks[] | select(.state != \\"fine\\") | .remedy"',
    zh: 'nianbao doctor\nnianbao doctor --json | jq -r ".checks[] | select(.state != \\"fine\\") | .remedy"',
  },
} as const
