import { z } from 'zod'

/** Where a bucket is, and how to come in. Holds secrets: never shown. */
export interface S3Location {
  /** The server's address; null for Amazon's own. */
  readonly endpoint: string | null
  readonly region: string
  readonly bucket: string
  /** Ahead of each key; empty, or ends in a slash. */
  readonly prefix: string
  /** Null: as the SDK finds them (environment, profile, role of the machine). */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null
}

/** Servers that are not Amazon's take any. */
const DEFAULT_REGION = 'us-east-1'

/** As Amazon rules it: safe in a path. */
const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)

/**
 * Reads `http(s)://KEY:SECRET@host:port/bucket[/prefix][?region=…]` or `s3://[KEY:SECRET@]bucket[/prefix][?region=…]`.
 * Null of anything else.
 */
export function parseS3Url(text: string): S3Location | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isAmazon = url.protocol === 's3:'
  if (!isAmazon && url.protocol !== 'http:' && url.protocol !== 'https:') return null
  const folders = url.pathname.split('/').filter((part) => part !== '')
  const [bucket, ...prefix] = isAmazon ? [url.hostname, ...folders] : folders
  if (!bucketName.safeParse(bucket).success || bucket === undefined) return null
  const [accessKeyId, secretAccessKey] = [decoded(url.username), decoded(url.password)]
  if (accessKeyId === null || secretAccessKey === null || (accessKeyId === '') !== (secretAccessKey === '')) return null
  const path = decoded(prefix.map((part) => `${part}/`).join(''))
  if (path === null) return null
  return {
    endpoint: isAmazon ? null : `${url.protocol}//${url.host}`,
    region: url.searchParams.get('region') ?? DEFAULT_REGION,
    bucket,
    prefix: path,
    credentials: accessKeyId === '' ? null : { accessKeyId, secretAccessKey },
  }
}

/** Null where the percent signs are wrong. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** The place without secrets: for sentences. */
export const placeOfS3 = ({ endpoint, bucket, prefix }: S3Location): string =>
  endpoint === null ? `s3://${bucket}/${prefix}` : `${endpoint}/${bucket}/${prefix}`
