/** @jest-environment ./src/scan/testing/native-environment.js */
import { describeTraps } from './support/describe-traps.js'
import { docxTraps } from './support/traps.js'

describeTraps('Word', await docxTraps())
