//go:build linux && cgo && webkit2_41

package host

/*
#cgo pkg-config: webkit2gtk-4.1
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <webkit2/webkit2.h>

extern void webProcessEnded(WebKitWebView *view, WebKitWebProcessTerminationReason reason, uintptr_t handle);

// A handle is no pointer, and Go may not take it for one.
static void on_terminated(WebKitWebView *view, WebKitWebProcessTerminationReason reason, gpointer handle) {
  webProcessEnded(view, reason, (uintptr_t)handle);
}

// The engine asks once, at its first piece of memory, whether C is to give it, and only C
// overwrites what is freed. The page's own process is not to ask: it ends whole.
static void take_memory_of_c(void) {
  if (!g_setenv("Malloc", "1", FALSE)) return;
  webkit_credential_free(webkit_credential_new("", "", WEBKIT_CREDENTIAL_PERSISTENCE_NONE));
  g_unsetenv("Malloc");
}

// heard is where the window keeps what the page has said, the typed passphrase too.
static JSCContext *heard;

static void on_message(WebKitUserContentManager *manager, WebKitJavascriptResult *result, gpointer unused) {
  if (heard == NULL) heard = g_object_ref(jsc_value_get_context(webkit_javascript_result_get_js_value(result)));
}

// Its engine collects garbage where much is made, and not on demand.
static void collect(void) {
  if (heard == NULL) return;
  JSCValue *done = jsc_context_evaluate(heard, "for (let i = 0; i < 400; i++) new Array(1 << 16).fill(i)", -1);
  g_object_unref(done);
}

static void watch_view(WebKitWebView *view, gpointer handle) {
  g_signal_connect(webkit_web_view_get_user_content_manager(view), "script-message-received::external", G_CALLBACK(on_message), NULL);
  g_signal_connect(view, "web-process-terminated", G_CALLBACK(on_terminated), handle);
}

// What is freed in small pieces is kept for the next one of its size, as it is.
static void refill(void) {
  enum { sizes = 65, kept = 8 };
  void *taken[sizes][kept];
  for (int i = 0; i < sizes; i++)
    for (int k = 0; k < kept; k++)
      if ((taken[i][k] = malloc(24 + 16 * i)) != NULL) memset(taken[i][k], 0xa5, 24 + 16 * i);
  for (int i = 0; i < sizes; i++)
    for (int k = 0; k < kept; k++)
      free(taken[i][k]);
}

static void forget(void) {
  collect();
  refill();
  malloc_trim(0);
}

static gboolean forget_again(gpointer unused) {
  forget();
  return G_SOURCE_REMOVE;
}

// What was on its way when the page ended is let go of some time later.
static void end_page(WebKitWebView *view, gpointer unused) {
  webkit_web_view_terminate_web_process(view);
  forget();
  g_timeout_add_seconds(20, forget_again, NULL);
}

typedef struct {
  void (*act)(WebKitWebView *, gpointer);
  gpointer with;
} each_view;

static void visit(GtkWidget *widget, gpointer call) {
  each_view *each = call;
  if (WEBKIT_IS_WEB_VIEW(widget))
    each->act(WEBKIT_WEB_VIEW(widget), each->with);
  else if (GTK_IS_CONTAINER(widget))
    gtk_container_foreach(GTK_CONTAINER(widget), visit, call);
}

static gboolean visit_windows(gpointer call) {
  GList *windows = gtk_window_list_toplevels();
  for (GList *one = windows; one != NULL; one = one->next)
    visit(GTK_WIDGET(one->data), call);
  g_list_free(windows);
  g_free(call);
  return G_SOURCE_REMOVE;
}

// GTK is asked on its own thread alone: an idle call may come from any.
static void on_every_view(void (*act)(WebKitWebView *, gpointer), gpointer with) {
  each_view *each = g_new(each_view, 1);
  each->act = act;
  each->with = with;
  g_idle_add(visit_windows, each);
}

static void watch_page(uintptr_t handle) {
  mallopt(M_PERTURB, 0xa5);
  on_every_view(watch_view, (gpointer)handle);
}

static void forget_page(void) { on_every_view(end_page, NULL); }
*/
import "C"

import (
	"runtime/cgo"
	"unsafe"
)

// givenUp stands in the window when its page is not loaded any more. Nothing of the desk runs in it.
const givenUp = `<!doctype html><meta charset="utf-8"><title>备案台</title>
<body style="margin:15vh auto;max-width:32em;font:16px/1.8 sans-serif;color:#1a2129;background:#fff">
<h1 style="font-size:20px">窗口里的页面接连出错，已停下</h1>
<p>请关掉窗口，再打开备案台。存过的都在；写到一半的案件和备注留有草稿，重新打开就能接着写。</p>
<p>再出现时，请把用户缓存目录里的 beiandesk/errors.log 交给维护人员，里面没有个人信息。</p>`

// TakeMemoryOfC has the web view's part in the window keep what passes through it where C
// overwrites what is freed. To be called before the window is made.
func TakeMemoryOfC() { C.take_memory_of_c() }

// WatchPage has lost called, on the window's own thread, each time the process of the page
// ends by itself; reason tells how and names nobody. Where it gives true the page is
// loaded anew, else the window stays and says what to do. From then on C overwrites most of
// what it frees: what Wails hands to the page lies there for a moment. To be called once,
// after the window is made.
func WatchPage(lost func(reason string) (again bool)) {
	C.watch_page(C.uintptr_t(cgo.NewHandle(lost))) // as long as the window, and so never deleted
}

// ForgetPage ends the page with all that its process holds, and loads it anew: nothing else
// empties what an engine of scripts has once shown.
func ForgetPage() { C.forget_page() }

//export webProcessEnded
func webProcessEnded(view *C.WebKitWebView, reason C.WebKitWebProcessTerminationReason, handle C.uintptr_t) {
	if reason == C.WEBKIT_WEB_PROCESS_TERMINATED_BY_API {
		C.webkit_web_view_reload(view)
		return
	}
	how := "crashed"
	if reason == C.WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT {
		how = "took too much memory"
	}
	lost := cgo.Handle(handle).Value().(func(string) bool)
	if lost(how) {
		C.webkit_web_view_reload(view)
		return
	}
	html := C.CString(givenUp)
	defer C.free(unsafe.Pointer(html))
	C.webkit_web_view_load_alternate_html(view, html, C.webkit_web_view_get_uri(view), nil)
}
