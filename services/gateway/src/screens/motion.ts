/** A motion JPEG: one multipart answer whose parts replace each other (multipart/x-mixed-replace). */

const BOUNDARY = 'picture'
export const MOTION_TYPE = `multipart/x-mixed-replace; boundary=${BOUNDARY}`
export const FIRST_BOUNDARY = Buffer.from(`--${BOUNDARY}\r\n`)

/** The boundary follows at once, because browsers show a part only when they have seen its end. */
export const encodePart = (jpeg: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`Content-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`),
    jpeg,
    Buffer.from(`\r\n--${BOUNDARY}\r\n`),
  ])
