// Before anything is painted: the appearance that was chosen here, if one was. See shell/theme.ts.
try {
  const theme = localStorage.getItem('pennypost.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is forbidden: then the system's.
}
