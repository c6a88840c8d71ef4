/** Starts the pages. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import { watchNetwork } from './api/connection.ts'
import { queryClient } from './api/client.ts'
import { restoreOperator } from './api/operator.ts'
import { keys } from './api/queries.ts'
import { renewWhenReachedAgain } from './api/renew.ts'
import { onOtherUser, restoreSession, watchSession } from './api/session.ts'
import { App } from './app.tsx'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/shell.css'
import './styles/parts.css'
import './styles/screen.css'
import './styles/states.css'
import './styles/market.css'
import './styles/slip.css'
import './styles/chart.css'
import './styles/corners.css'

restoreSession()
watchSession()
onOtherUser(() => void queryClient.resetQueries({ queryKey: keys.mine }))
restoreOperator()
watchNetwork()
renewWhenReachedAgain()

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root to draw into')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
