import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { BlobError } from '../../blobs/errors.js'
import type { Language } from '../../model/problem.js'
import { QueueError } from '../../queue/errors.js'
import { StoreError } from '../../store/errors.js'
import { isSystemError } from '../../system.js'
import { errorBody, languageOf, Refusal } from './refusal.js'

/** More faults of one request are not told. */
const TOLD = 5

/** Turns any error into an answer for the sender of the request: paths, hosts and stacks stay in the log. */
function refusalOf(error: unknown, request: Pick<FastifyRequest, 'url' | 'headers'>): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof StoreError) return ofStore(error)
  if (error instanceof BlobError) return ofBlobs(error)
  if (error instanceof QueueError) return new Refusal('unavailable', {}, { cause: error })
  if (hasZodFastifySchemaValidationErrors(error)) {
    const faults = error.validation.slice(0, TOLD).map(({ instancePath, message = '' }) => {
      const place = instancePath.slice(1)
      return place === '' ? message : `${place}: ${message}`
    })
    return new Refusal('invalid-request', { reason: faults.join('; ') }, { cause: error })
  }
  if (isSystemError(error)) {
    if (['ENOSPC', 'EDQUOT'].includes(error.code)) return new Refusal('no-room', {}, { cause: error })
    if (['ECONNRESET', 'ECONNABORTED', 'EPIPE'].includes(error.code))
      return new Refusal('upload-broken', {}, { cause: error })
  }
  return ofFastify(error, request)
}

function ofStore(error: StoreError): Refusal {
  const { code, details } = error
  if (code === 'document-unknown')
    return new Refusal('document-unknown', { id: String(details.sha256) }, { cause: error })
  if (code === 'said-meanwhile' || code === 'withdrawn-meanwhile')
    return new Refusal(code, told(details), { cause: error })
  if (code === 'attempt-unknown' || code === 'attempt-failed' || code === 'attempt-meanwhile')
    return new Refusal(code, { ...told(details), id: String(details.sha256) }, { cause: error })
  if (code === 'disk-full') return new Refusal('no-room', {}, { cause: error })
  return new Refusal('unavailable', {}, { cause: error })
}

const told = (details: StoreError['details']): Record<string, string> =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)]))

function ofBlobs(error: BlobError): Refusal {
  const { code, details } = error
  const sha256 = String(details.sha256 ?? '')
  if (code === 'blob-missing') return new Refusal('object-unknown', { sha256 }, { cause: error })
  if (code === 'blob-damaged') return new Refusal('original-damaged', { id: sha256 }, { cause: error })
  return new Refusal('unavailable', {}, { cause: error })
}

const isFastify = (error: unknown): error is FastifyError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** Fastify's own refusals, by their codes. */
function ofFastify(error: unknown, { headers }: Pick<FastifyRequest, 'headers'>): Refusal {
  const { code = '', statusCode = 500, message } = isFastify(error) ? error : { message: '' }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return new Refusal('content-type-refused', { type: headers['content-type']?.slice(0, 80) ?? '–' }, { cause: error })
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Refusal('too-large', { what: { en: 'The request', zh: '请求' }, limit: '1 MB' }, { cause: error })
  if (code === 'FST_MP_PREMATURE_CLOSE') return new Refusal('upload-broken', {}, { cause: error })
  if (statusCode >= 400 && statusCode < 500)
    return new Refusal('invalid-request', { reason: message }, { cause: error })
  return new Refusal('internal', {}, { cause: error })
}

/** Answers with the error's body; what is our fault is logged with all that is known of it. */
export function answer(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  otherwise: Language,
): FastifyReply {
  const refusal = refusalOf(error, request)
  if (refusal.status >= 500) request.log.error({ err: error }, refusal.code)
  else request.log.info({ code: refusal.code }, 'refused')
  if (refusal.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer realm="nianbao"')
  if (refusal.retryAfter !== null) reply.header('retry-after', String(refusal.retryAfter))
  const language = languageOf(request.headers['accept-language'], otherwise)
  return reply
    .code(refusal.status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(errorBody(refusal, language, request.id))
}
