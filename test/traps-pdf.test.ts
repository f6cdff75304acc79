/** @jest-environment ./src/scan/testing/native-environment.js */
import { describeTraps } from './support/describe-traps.js'
import { pdfTraps } from './support/traps.js'

describeTraps('PDF', pdfTraps())
