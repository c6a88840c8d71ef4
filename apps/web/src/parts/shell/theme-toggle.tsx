/** The button that turns the lights on and off. */
import { Icon } from '../bits/icon.tsx'
import { useTheme } from './use-theme.ts'

export const ThemeToggle = () => {
  const [theme, choose] = useTheme()
  const next = theme === 'dark' ? 'light' : 'dark'
  return (
    <button type="button" className="bar-button" onClick={() => choose(next)} aria-label={`Switch to the ${next} theme`}>
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  )
}
