/** Nobody but this machine, until somebody says otherwise. */
export const HOST = '127.0.0.1'
export const PORT = 8_090
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
