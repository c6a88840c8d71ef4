/** The cookie by which a browser is known to a session once it came in by the goal's link. */

const NAME = 'gym_session'

export const sessionCookie = (secret: string, secure: boolean): string =>
  `${NAME}=${secret}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

export const secretIn = (header: string | undefined): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${NAME}=`))
    ?.slice(NAME.length + 1)
