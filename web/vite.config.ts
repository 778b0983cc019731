import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { devConfig } from './site/devConfig.ts'

const root = import.meta.dirname

/**
 * The build of the web app, and the server for those who write it: `npm run web:dev`.
 */
export default defineConfig({
  root,
  cacheDir: join(root, '../.data/vite'),
  plugins: [react(), devConfig()],
  server: {
    host: '127.0.0.1',
    port: 5174,
    strictPort: true,
    fs: { allow: [join(root, '..')] },
  },
  css: { modules: { generateScopedName: '[name]_[local]_[hash:base64:4]' } },
  build: {
    target: 'es2023',
    outDir: join(root, 'dist'),
    emptyOutDir: true,
    sourcemap: false,
    // A font or an image in an address would need a wider policy than the page's.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
