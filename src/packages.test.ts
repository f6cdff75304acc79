import { expect, test } from '@jest/globals'
import { posix, win32 } from 'node:path'
import { toldOf } from './model/sentences.js'
import { installationOf, missingPackage, packagesError, PACKAGES_ERROR_CODES, PackagesError } from './packages.js'
import { OWN_PACKAGE } from './version.js'

const notFound = (message: string, code = 'ERR_MODULE_NOT_FOUND'): Error => Object.assign(new Error(message), { code })

test('every optional peer is installed in a clone, with one version', () => {
  const { peerDependencies, devDependencies } = OWN_PACKAGE
  expect(Object.keys(peerDependencies).length).toBeGreaterThan(10)
  for (const name of Object.keys(peerDependencies)) expect(devDependencies[name]).toMatch(/^\d+\.\d+\.\d+$/)
})

test('what cannot be loaded for want of an optional package names it', () => {
  expect(missingPackage(notFound("Cannot find package 'pg' imported from /x/pool.js"))).toEqual({
    name: 'pg',
    group: 'fleet',
  })
  expect(missingPackage(notFound("Cannot find module '@bull-board/api/bullMQAdapter'", 'MODULE_NOT_FOUND'))).toEqual({
    name: '@bull-board/api',
    group: 'fleet',
  })
  expect(missingPackage(notFound("Cannot find package 'tesseract.js' imported from /x"))).toEqual({
    name: 'tesseract.js',
    group: 'tesseract',
  })
})

test('what cannot be loaded for another reason stays as it is', () => {
  const others = [
    notFound("Cannot find package 'zod' imported from /x"),
    notFound("Cannot find package 'pg-native' imported from /x"),
    notFound("Cannot find package 'pg'", 'ENOENT'),
    new Error("Cannot find package 'pg'"),
  ]
  for (const error of others) {
    expect(missingPackage(error)).toBeNull()
    expect(packagesError(error)).toBe(error)
  }
})

test('the sentence tells the package and the command, in both languages', () => {
  const error = packagesError(notFound("Cannot find package 'bullmq' imported from /x"))
  expect(error).toBeInstanceOf(PackagesError)
  for (const language of ['en', 'zh'] as const) {
    const told = toldOf(error, language)
    expect(told?.message).toContain('bullmq')
    // The tests run in a clone.
    expect(told?.remedy).toContain('npm ci')
    expect(/\p{sc=Han}/u.test(told?.remedy ?? '')).toBe(language === 'zh')
  }
  expect(PACKAGES_ERROR_CODES).toEqual(['packages-missing'])
})

test.each([
  ['/home/a/project/node_modules/nianbao', ['/home/a/project/package.json'], posix, 'project'],
  ['/usr/lib/node_modules/nianbao', [], posix, 'global'],
  ['/home/a/nianbao', ['/home/a/package.json'], posix, 'clone'],
  ['C:\\work\\node_modules\\nianbao', ['C:\\work\\package.json'], win32, 'project'],
  ['C:\\Users\\a\\AppData\\Roaming\\npm\\node_modules\\nianbao', [], win32, 'global'],
  ['D:\\nianbao', [], win32, 'clone'],
])('%s is told as what it is', (root, files, path, kind) => {
  expect(installationOf(root, (file) => files.includes(file), path)).toBe(kind)
})
