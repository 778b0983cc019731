import type { ReactNode } from 'react'
import styles from './ThemeChoice.module.css'
import type { Theme } from './theme.ts'
import { chooseTheme, themes, useTheme } from './theme.ts'

const labels: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' }

/** Half dark: a sun, a moon, and both. */
const shapes: Readonly<Record<Theme, ReactNode>> = {
  system: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 4a8 8 0 0 1 0 16z" fill="currentcolor" />
    </>
  ),
  light: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />
    </>
  ),
  dark: <path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z" />,
}

/** Chooses between light, dark, and what the system says: an icon, under which lies a plain list of choices. */
export function ThemeChoice(): ReactNode {
  const chosen = useTheme()
  return (
    <span className={styles.choice} title={`Appearance: ${labels[chosen].toLowerCase()}`}>
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" className={styles.icon}>
        {shapes[chosen]}
      </svg>
      <select
        className={styles.select}
        aria-label="Appearance"
        value={chosen}
        onChange={(event) => {
          const theme = themes.find((one) => one === event.target.value)
          if (theme) chooseTheme(theme)
        }}
      >
        {themes.map((theme) => (
          <option key={theme} value={theme}>
            {labels[theme]}
          </option>
        ))}
      </select>
    </span>
  )
}
