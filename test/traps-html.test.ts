/** @jest-environment ./src/scan/testing/native-environment.js */
import { describeTraps } from './support/describe-traps.js'
import { htmlTraps } from './support/traps.js'

describeTraps('web pages', htmlTraps())
