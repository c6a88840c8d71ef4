/** The latest picture of a screen, fetched again and again without holding a connection. */
import { useEffect, useState } from 'react'
import { API_PREFIX } from '@agent-arena/contracts'

export const POLL_MS = 2000

/** The address of the newest picture that has loaded; undefined until there is one. Each is loaded aside first, so that nothing flickers. */
export const usePollPicture = (sandboxId: string, active: boolean, again: boolean) => {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!active) return undefined
    const picture = new Image()
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = () => {
      picture.src = `${API_PREFIX}/sandboxes/${encodeURIComponent(sandboxId)}/screen?t=${Date.now()}`
    }
    const next = () => {
      if (again) timer = setTimeout(load, POLL_MS)
    }
    picture.addEventListener('load', () => {
      setAddress(picture.src)
      next()
    })
    picture.addEventListener('error', next)
    load()
    return () => {
      clearTimeout(timer)
      picture.src = ''
    }
  }, [sandboxId, active, again])
  return address
}
