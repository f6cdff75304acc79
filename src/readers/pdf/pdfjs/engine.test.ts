import { describeEngine } from '../testing/describeEngine.js'
import { pdfjsEngine } from './engine.js'

describeEngine('pdf.js', pdfjsEngine)
