import { onBeforeUnmount, onMounted, ref, type Ref } from "vue";

const query = (px: number) => (typeof matchMedia === "function" ? matchMedia(`(max-width: ${px - 0.02}px)`) : undefined);

/** Whether the window is narrower than `px` CSS px. */
export function useNarrower(px: number): Ref<boolean> {
  const media = query(px);
  const narrow = ref(media?.matches ?? false);
  const listen = (event: MediaQueryListEvent) => (narrow.value = event.matches);
  onMounted(() => media?.addEventListener("change", listen));
  onBeforeUnmount(() => media?.removeEventListener("change", listen));
  return narrow;
}
