import { expect, it } from '@jest/globals'
import { fold } from './labels.js'
import { withoutRadicals } from './characters.js'

it('replaces radicals, which some PDF writers name for the characters that look like them', () => {
  expect(withoutRadicals('⼤湾乡⼈⺠政府 第１⻚')).toBe('大湾乡人民政府 第１页')
  expect(fold('⼀、本年新收政府信息公开申请数量')).toBe(fold('一、本年新收政府信息公开申请数量'))
  expect(fold('4.保护第三⽅合法权益⺠')).toBe(fold('4.保护第三方合法权益民'))
})
