import { engineFor } from '../engines.js'
import { describeEngine } from '../testing/describeEngine.js'

describeEngine('PDFium', engineFor('pdfium'))
