import { describeConstructs } from '../testing/describeConstructs.js'
import { describeEngine } from '../testing/describeEngine.js'
import { pdfjsEngine } from './engine.js'

describeEngine('pdf.js', pdfjsEngine)
describeConstructs('pdf.js', pdfjsEngine)
