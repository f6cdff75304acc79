// Whatever the first document needs is loaded while everything else is.
if (process.argv[3] === 'pdf') {
  const { warmPdf } = await import('../src/readers/pdf/warm.js')
  warmPdf()
}
const [{ extractSource }, { serve }] = await Promise.all([import('../src/extract.js'), import('./serve.js')])

serve(extractSource)
