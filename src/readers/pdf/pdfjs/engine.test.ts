import { describeConstructs } from '../testing/describe-constructs.js'
import { describeEngine } from '../testing/describe-engine.js'
import { pdfjsEngine } from './engine.js'

describeEngine('pdf.js', pdfjsEngine)
describeConstructs('pdf.js', pdfjsEngine)
