/** What is shown in the place of a part that could not be loaded or drawn, so that the rest of the page stays. */
import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  readonly instead: ReactNode
  readonly children: ReactNode
}

/** React knows error boundaries as classes alone. Only another `key` begins anew. */
export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
