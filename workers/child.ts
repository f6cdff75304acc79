import { extractSource } from '../src/extract.js'
import { serve } from './serve.js'

serve(extractSource)
