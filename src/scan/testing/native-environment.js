import { TestEnvironment } from 'jest-environment-node'

/**
 * Jest runs tests in a realm of its own, with its own Float32Array; the native ONNX Runtime makes those of the outer realm,
 * and refuses its own results. Tests that load it name this environment in their first comment.
 */
export default class NativeEnvironment extends TestEnvironment {
  async setup() {
    await super.setup()
    Object.assign(this.global, { Float32Array, Uint8Array, ArrayBuffer, BigInt64Array })
  }
}
