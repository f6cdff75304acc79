import { engineFor } from '../engines.js'
import { describeConstructs } from '../testing/describe-constructs.js'
import { describeEngine } from '../testing/describe-engine.js'

describeEngine('PDFium', engineFor('pdfium'))
describeConstructs('PDFium', engineFor('pdfium'))
