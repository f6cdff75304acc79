import { useEffect, type MutableRef } from 'preact/hooks'

/** Pixels that a pointer may tremble in a click. */
const STILL = 4

/** A page is drawn about under the mouse button, and enlarged by the wheel with Ctrl; fingers do both by themselves. */
export function usePan(window: MutableRef<HTMLElement | null>, zoom: (steps: number) => void): void {
  useEffect(() => {
    const element = window.current
    if (!element) return undefined
    let from: { x: number; y: number; left: number; top: number } | null = null
    let isMoved = false
    const down = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse' || event.button !== 0) return
      from = { x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop }
      isMoved = false
    }
    const move = (event: PointerEvent): void => {
      if (!from) return
      const [x, y] = [event.clientX - from.x, event.clientY - from.y]
      if (Math.abs(x) + Math.abs(y) > STILL) isMoved = true
      if (isMoved) element.scrollTo({ left: from.left - x, top: from.top - y })
    }
    const up = (): void => {
      from = null
    }
    // Dragging the picture is no click.
    const click = (event: MouseEvent): void => {
      if (isMoved) event.stopPropagation()
      isMoved = false
    }
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return
      event.preventDefault()
      zoom(event.deltaY < 0 ? 1 : -1)
    }
    element.addEventListener('pointerdown', down)
    element.addEventListener('pointermove', move)
    document.addEventListener('pointerup', up)
    element.addEventListener('click', click, { capture: true })
    element.addEventListener('wheel', wheel, { passive: false })
    return () => {
      element.removeEventListener('pointerdown', down)
      element.removeEventListener('pointermove', move)
      document.removeEventListener('pointerup', up)
      element.removeEventListener('click', click, { capture: true })
      element.removeEventListener('wheel', wheel)
    }
  })
}
