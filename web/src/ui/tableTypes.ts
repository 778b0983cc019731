import type { ReactNode } from 'react'

export type TableColumn<id extends string = string> = {
  id: id
  label: string
  align?: 'start' | 'end' | undefined
}

export type TableRow<id extends string = string> = {
  id: string
  cells: Readonly<Record<id, ReactNode>>
}
