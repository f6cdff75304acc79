import type { InferenceSession, Tensor } from 'onnxruntime-web'

/** A loaded network with one input and one output. */
export interface Network {
  /** Which runtime carries it. */
  readonly runtime: 'onnxruntime-node' | 'onnxruntime-web'
  /** Runs it on a float32 tensor; gives the output's numbers and shape. */
  run(input: Float32Array, shape: readonly number[]): Promise<{ data: Float32Array; shape: readonly number[] }>
  close(): Promise<void>
}

interface Runtime {
  readonly name: Network['runtime']
  readonly createSession: (model: string, threads: number) => Promise<InferenceSession>
  readonly createTensor: (data: Float32Array, shape: readonly number[]) => Tensor
}

/** One that was installed, or else the copy of that for Linux on x64 which comes with the package. */
const importNative = (): Promise<typeof import('onnxruntime-node')> =>
  import('onnxruntime-node').catch(() => import('#onnxruntime-linux-x64'))

async function nativeRuntime(): Promise<Runtime> {
  const ort = await importNative()
  return {
    name: 'onnxruntime-node',
    createSession: (model, threads) =>
      ort.InferenceSession.create(model, {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionProviders: ['cpu'],
        // The arena keeps the largest batch for ever: memory stays flat without it, at a few per cent of the speed.
        enableCpuMemArena: false,
        enableMemPattern: false,
        logSeverityLevel: 3,
      }),
    createTensor: (data, shape) => new ort.Tensor('float32', data, shape),
  }
}

async function webRuntime(): Promise<Runtime> {
  const ort = await import('onnxruntime-web')
  return {
    name: 'onnxruntime-web',
    createSession: (model, threads) => {
      ort.env.wasm.numThreads = threads
      return ort.InferenceSession.create(model, { executionProviders: ['wasm'], logSeverityLevel: 3 })
    },
    createTensor: (data, shape) => new ort.Tensor('float32', data, shape),
  }
}

/** The native runtime where there is one that loads on this system, else WebAssembly. */
async function bestRuntime(): Promise<Runtime> {
  try {
    return await nativeRuntime()
  } catch {
    return webRuntime()
  }
}

/**
 * Loads an ONNX model from a file. `runtime` forces one; by default it is the native one with WebAssembly behind it.
 * Throws what the runtime throws if the file is no model.
 */
export async function loadNetwork(
  model: string,
  options: { readonly runtime?: Network['runtime']; readonly threads?: number } = {},
): Promise<Network> {
  const { createSession, createTensor, name } =
    options.runtime === 'onnxruntime-web'
      ? await webRuntime()
      : options.runtime === 'onnxruntime-node'
        ? await nativeRuntime()
        : await bestRuntime()
  const session = await createSession(model, options.threads ?? 1)
  const [inputName] = session.inputNames
  const [outputName] = session.outputNames
  if (inputName === undefined || outputName === undefined) throw new Error(`No input or output in ${model}`)
  return {
    runtime: name,
    run: async (input, shape) => {
      const tensor = createTensor(input, shape)
      try {
        const output = (await session.run({ [inputName]: tensor }))[outputName]
        if (!(output?.data instanceof Float32Array)) throw new Error(`No float32 output from ${model}`)
        const result = { data: output.data, shape: output.dims }
        return result
      } finally {
        tensor.dispose()
      }
    },
    close: () => session.release(),
  }
}
