/*
 * Lets WebKitWebDriver drive the one web view of an unmodified desktop binary.
 * Loaded with LD_PRELOAD, it stands in for the function with which the window
 * library makes its view: the view's "is-controlled-by-automation" can only be set
 * while it is being made.
 */
#include <stdlib.h>
#include <webkit2/webkit2.h>

static GtkWidget *view;

static WebKitWebView *give_view(WebKitAutomationSession *session, gpointer data) {
  (void)session;
  (void)data;
  return WEBKIT_WEB_VIEW(view);
}

static void on_started(WebKitWebContext *context, WebKitAutomationSession *session, gpointer data) {
  (void)context;
  (void)data;
  WebKitApplicationInfo *info = webkit_application_info_new();
  webkit_application_info_set_name(info, "wails");
  webkit_application_info_set_version(info, 2, 0, 0);
  webkit_automation_session_set_application_info(session, info);
  webkit_application_info_unref(info);
  g_signal_connect(session, "create-web-view", G_CALLBACK(give_view), NULL);
}

GtkWidget *webkit_web_view_new_with_user_content_manager(WebKitUserContentManager *manager) {
  unsetenv("LD_PRELOAD"); /* the web process must not load this */
  WebKitWebContext *context = webkit_web_context_get_default();
  webkit_web_context_set_automation_allowed(context, TRUE);
  g_signal_connect(context, "automation-started", G_CALLBACK(on_started), NULL);
  view = GTK_WIDGET(g_object_new(WEBKIT_TYPE_WEB_VIEW, "user-content-manager", manager,
                                 "is-controlled-by-automation", TRUE, NULL));
  return view;
}
