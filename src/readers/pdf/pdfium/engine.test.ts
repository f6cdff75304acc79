import { engineFor } from '../engines.js'
import { describeConstructs } from '../testing/describeConstructs.js'
import { describeEngine } from '../testing/describeEngine.js'

describeEngine('PDFium', engineFor('pdfium'))
describeConstructs('PDFium', engineFor('pdfium'))
