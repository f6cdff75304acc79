import { afterAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LANGUAGES } from '../model/problem.js'
import { fleetConfig, redacted } from './config.js'
import { CONFIG_ERROR_CODES, ConfigError } from './config-errors.js'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-config-'))
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const REDIS = 'redis://:s3cret@127.0.0.1:6379/0'
const DATABASE = 'postgres://nianbao:s3cret@127.0.0.1:5432/nianbao'
const S3 = 'http://KEY:s3cret@127.0.0.1:9000/nianbao'
const ENVIRONMENT = { NIANBAO_REDIS_URL: REDIS, NIANBAO_DATABASE_URL: DATABASE, NIANBAO_S3_URL: S3 }

const wrong = async (...given: Parameters<typeof fleetConfig>): Promise<ConfigError> => {
  const error: unknown = await fleetConfig(...given).catch((reason: unknown) => reason)
  if (!(error instanceof ConfigError)) throw new Error('the settings were expected to be refused')
  // Whatever is wrong, no secret is repeated.
  for (const language of LANGUAGES) expect(JSON.stringify(error.told(language))).not.toContain('s3cret')
  return error
}

describe('the settings of the fleet', () => {
  test('are three addresses', async () => {
    expect(await fleetConfig({}, ENVIRONMENT)).toEqual({ redisUrl: REDIS, databaseUrl: DATABASE, s3Url: S3 })
  })

  test('are none where none is given: then data lives in a folder', async () => {
    expect(await fleetConfig({}, {})).toBeNull()
    expect(await fleetConfig({}, { NIANBAO_REDIS_URL: '', NIANBAO_CONFIG: '' })).toBeNull()
  })

  test('come from flags before the environment before the file', async () => {
    const config = write('three.json', JSON.stringify({ redisUrl: 'redis://file/0', s3Url: 'file:///file' }))
    const environment = { NIANBAO_CONFIG: config, NIANBAO_REDIS_URL: 'redis://environment/0' }
    const found = await fleetConfig({ databaseUrl: DATABASE }, environment)
    expect(found).toEqual({ redisUrl: 'redis://environment/0', databaseUrl: DATABASE, s3Url: 'file:///file' })
    const flagged = await fleetConfig({ databaseUrl: DATABASE, redisUrl: REDIS, config }, environment)
    expect(flagged?.redisUrl).toBe(REDIS)
  })

  test('are all given, or it is said which is missing', async () => {
    const error = await wrong({}, { NIANBAO_REDIS_URL: REDIS, NIANBAO_S3_URL: S3 })
    expect(error.message).toContain('Missing: NIANBAO_DATABASE_URL. Given: NIANBAO_REDIS_URL, NIANBAO_S3_URL.')
  })

  test.each([
    [{ NIANBAO_REDIS_URL: 'http://:s3cret@host' }, 'NIANBAO_REDIS_URL'],
    [{ NIANBAO_DATABASE_URL: 's3cret' }, 'NIANBAO_DATABASE_URL'],
    [{ NIANBAO_S3_URL: 'http://KEY:s3cret@host' }, 'NIANBAO_S3_URL'],
  ])('that are no addresses are told by name', async (bad, name) => {
    const error = await wrong({}, { ...ENVIRONMENT, ...bad })
    expect(error).toMatchObject({ code: 'config-invalid', details: { setting: name } })
  })

  test.each([
    ['no JSON', '{ "redisUrl": "s3cret", }', 'config-unreadable'],
    ['a misspelt name', '{ "redis": "s3cret" }', 'config-unknown'],
    ['a number', '{ "redisUrl": 6379 }', 'config-unknown'],
  ])('in a file with %s are refused', async (_what, text, code) => {
    expect(await wrong({ config: write('bad.json', text) }, {})).toMatchObject({ code })
  })

  test('in a file that is not there are refused', async () => {
    expect(await wrong({ config: join(folder, 'none.json') }, {})).toMatchObject({ details: { reason: 'ENOENT' } })
  })
})

test('an address is shown without its secrets', () => {
  expect([REDIS, DATABASE, S3].map(redacted)).toEqual([
    ...['redis://127.0.0.1:6379/0', 'postgres://127.0.0.1:5432/nianbao', 'http://127.0.0.1:9000/nianbao'],
  ])
})

test('each error says what is wrong and what to do, in both languages', () => {
  const details = {
    ...{
      missing: 'M',
      given: 'G',
      setting: 'S',
      example: 'E',
      file: 'F',
      reason: 'R',
      names: 'N',
      known: 'K',
      flags: 'L',
    },
  }
  for (const code of CONFIG_ERROR_CODES)
    for (const language of LANGUAGES) {
      const { message, remedy } = new ConfigError(code, details).told(language)
      expect(message + remedy).not.toContain('{')
      expect(/\p{sc=Han}/u.test(message) && /\p{sc=Han}/u.test(remedy)).toBe(language === 'zh')
    }
})
