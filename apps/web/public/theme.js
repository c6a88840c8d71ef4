// Sets a chosen theme before the first paint; a file of its own because inline scripts are not allowed.
try {
  const theme = localStorage.getItem('agent-arena.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Without storage the system's theme holds.
}
