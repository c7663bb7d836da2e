//go:build linux && cgo && webkit2_41

package host

/*
#cgo pkg-config: webkit2gtk-4.1
#include <stdint.h>
#include <stdlib.h>
#include <webkit2/webkit2.h>

extern void webProcessEnded(WebKitWebView *view, WebKitWebProcessTerminationReason reason, uintptr_t handle);

// A handle is no pointer, and Go may not take it for one.
static void on_terminated(WebKitWebView *view, WebKitWebProcessTerminationReason reason, gpointer handle) {
  webProcessEnded(view, reason, (uintptr_t)handle);
}

static void connect_views(GtkWidget *widget, gpointer handle) {
  if (WEBKIT_IS_WEB_VIEW(widget))
    g_signal_connect(widget, "web-process-terminated", G_CALLBACK(on_terminated), handle);
  else if (GTK_IS_CONTAINER(widget))
    gtk_container_foreach(GTK_CONTAINER(widget), connect_views, handle);
}

static gboolean connect_windows(gpointer handle) {
  GList *windows = gtk_window_list_toplevels();
  for (GList *one = windows; one != NULL; one = one->next)
    connect_views(GTK_WIDGET(one->data), handle);
  g_list_free(windows);
  return G_SOURCE_REMOVE;
}

// GTK is asked on its own thread alone: an idle call may come from any.
static void watch_page(uintptr_t handle) { g_idle_add(connect_windows, (gpointer)handle); }
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

// WatchPage has lost called, on the window's own thread, each time the process of the page
// ends by itself; reason tells how and names nobody. Where it gives true the page is
// loaded anew, else the window stays and says what to do. To be called once, after the
// window is made.
func WatchPage(lost func(reason string) (again bool)) {
	C.watch_page(C.uintptr_t(cgo.NewHandle(lost))) // as long as the window, and so never deleted
}

//export webProcessEnded
func webProcessEnded(view *C.WebKitWebView, reason C.WebKitWebProcessTerminationReason, handle C.uintptr_t) {
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
