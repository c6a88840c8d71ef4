/** How the pages are bundled: contracts from source, API calls of the dev server to an arena on port 3000. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const arena = 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: { outDir: 'dist', target: 'es2022', sourcemap: true },
  server: { proxy: { '/api': arena, '/health': arena } },
})
