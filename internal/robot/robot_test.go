package robot_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/errs"
	"beiandesk/internal/robot"
)

const secret = "SEC-of-the-robot"

var (
	at      = time.Date(2026, 11, 23, 1, 0, 0, 500e6, time.UTC)
	targets = map[string]robot.Target{
		"wecom":    {Kind: "wecom", URL: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k-1"},
		"dingtalk": {Kind: "dingtalk", URL: "https://oapi.dingtalk.com/robot/send?access_token=k-1", Secret: secret},
		"feishu":   {Kind: "feishu", URL: "https://open.feishu.cn/open-apis/bot/v2/hook/k-1", Secret: secret},
	}
)

func mac(key, text string) string {
	m := hmac.New(sha256.New, []byte(key))
	_, _ = io.WriteString(m, text)
	return base64.StdEncoding.EncodeToString(m.Sum(nil))
}

// sender stands in for a maker's server; pauses are noted and not waited for.
func sender(t *testing.T, answer http.HandlerFunc) (robot.Sender, *[]time.Duration) {
	t.Helper()
	server := httptest.NewTLSServer(answer)
	t.Cleanup(server.Close)
	var pauses []time.Duration
	return robot.Sender{Client: server.Client(), Base: server.URL, Wait: func(_ context.Context, d time.Duration) error {
		pauses = append(pauses, d)
		return nil
	}}, &pauses
}

func now() time.Time { return at }

func TestEachMakerGetsTheTextSignedAsItDocuments(t *testing.T) {
	for kind, target := range targets {
		var got map[string]any
		var asked *http.Request
		s, _ := sender(t, func(w http.ResponseWriter, r *http.Request) {
			asked = r
			if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
				t.Error(err)
			}
			said := map[string]string{"feishu": `{"code":0,"msg":"success"}`}[kind]
			_, _ = io.WriteString(w, said+strings.Repeat(`{"errcode":0,"errmsg":"ok"}`, 1-min(1, len(said))))
		})
		if err := s.Send(t.Context(), target, "逾期 7 件", now); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
		query := asked.URL.Query()
		switch kind {
		case "wecom":
			if query.Get("key") != "k-1" || got["msgtype"] != "text" || got["text"].(map[string]any)["content"] != "逾期 7 件" {
				t.Errorf("%s %v", asked.URL, got)
			}
		case "dingtalk":
			stamp := "1795395600500"
			if query.Get("timestamp") != stamp || query.Get("sign") != mac(secret, stamp+"\n"+secret) || query.Get("access_token") != "k-1" {
				t.Errorf("%s", asked.URL)
			}
		case "feishu":
			stamp := "1795395600"
			if got["timestamp"] != stamp || got["sign"] != mac(stamp+"\n"+secret, "") || got["msg_type"] != "text" || got["content"].(map[string]any)["text"] != "逾期 7 件" {
				t.Errorf("%v", got)
			}
		}
		if asked.Method != http.MethodPost || !strings.HasPrefix(asked.Header.Get("Content-Type"), "application/json") {
			t.Errorf("%s: %s %s", kind, asked.Method, asked.Header)
		}
	}
}

func TestAnAddressThatIsNoRobotOfTheMakerIsRefused(t *testing.T) {
	for name, target := range map[string]robot.Target{
		"in clear":        {Kind: "wecom", URL: "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k"},
		"another host":    {Kind: "wecom", URL: "https://qyapi.weixin.qq.com.example/cgi-bin/webhook/send?key=k"},
		"another port":    {Kind: "wecom", URL: "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=k"},
		"a user":          {Kind: "wecom", URL: "https://qyapi.weixin.qq.com@other.example/cgi-bin/webhook/send?key=k"},
		"another call":    {Kind: "dingtalk", URL: "https://oapi.dingtalk.com/user/get?access_token=k"},
		"without a key":   {Kind: "dingtalk", URL: "https://oapi.dingtalk.com/robot/send"},
		"without a hook":  {Kind: "feishu", URL: "https://open.feishu.cn/open-apis/bot/v2/hook/"},
		"another maker's": {Kind: "feishu", URL: targets["wecom"].URL},
		"nothing":         {Kind: "wecom"},
		"unknown":         {Kind: "slack", URL: targets["wecom"].URL},
		"signed in vain":  {Kind: "wecom", URL: targets["wecom"].URL, Secret: secret},
	} {
		asked := false
		s, _ := sender(t, func(http.ResponseWriter, *http.Request) { asked = true })
		if err := s.Send(t.Context(), target, "x", now); errs.CodeOf(err) != errs.Invalid || asked {
			t.Errorf("%s: %v, asked %v", name, err, asked)
		}
	}
}

func TestABusyServerIsTriedAgainAFewTimes(t *testing.T) {
	asked := 0
	s, pauses := sender(t, func(w http.ResponseWriter, _ *http.Request) {
		if asked++; asked < 3 {
			w.WriteHeader([]int{http.StatusServiceUnavailable, http.StatusTooManyRequests}[asked&1])
			return
		}
		_, _ = io.WriteString(w, `{"errcode":0}`)
	})
	if err := s.Send(t.Context(), targets["wecom"], "x", now); err != nil || asked != 3 || len(*pauses) != 2 || (*pauses)[1] <= (*pauses)[0] {
		t.Errorf("%v after %d tries, pauses %v", err, asked, *pauses)
	}
	asked = -9
	err := s.Send(t.Context(), targets["wecom"], "x", now)
	if errs.CodeOf(err) != errs.Storage || errors.Is(err, robot.ErrUnsure) || asked != -6 {
		t.Errorf("%v after %d tries", err, asked+9)
	}
}

func TestWhatMayHaveBeenTakenIsNotSentAgain(t *testing.T) {
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	ctx, stop := context.WithCancel(t.Context())
	for name, answer := range map[string]http.HandlerFunc{
		"a gateway that fails": status(http.StatusBadGateway),
		"a gateway that waits": status(http.StatusGatewayTimeout),
		"no answer":            func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"half an answer": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "20")
			_, _ = io.WriteString(w, `{"errcode"`)
		},
		"no answer in time": func(_ http.ResponseWriter, r *http.Request) { stop(); <-r.Context().Done() },
	} {
		ctx := ctx
		if name != "no answer in time" {
			ctx = t.Context()
		}
		asked := 0
		s, _ := sender(t, func(w http.ResponseWriter, r *http.Request) {
			asked++
			_, _ = io.Copy(io.Discard, r.Body)
			answer(w, r)
		})
		err := s.Send(ctx, targets["wecom"], "x", now)
		if errs.CodeOf(err) != errs.Storage || !errors.Is(err, robot.ErrUnsure) || errors.Is(err, robot.ErrOffline) || asked != 1 ||
			!strings.Contains(err.Error(), "企业微信没有答复，不知道收到没有") || strings.Contains(err.Error(), "没有发出") {
			t.Errorf("%s: %v after %d tries", name, err, asked)
		}
	}
}

func TestWhatWasNeverAskedSurelyWentNowhere(t *testing.T) {
	s, pauses := sender(t, func(http.ResponseWriter, *http.Request) { t.Error("it was asked") })
	s.Client = &http.Client{} // which does not know the server's certificate
	if err := s.Send(t.Context(), targets["wecom"], "x", now); errs.CodeOf(err) != errs.Storage || !errors.Is(err, robot.ErrOffline) || len(*pauses) != 2 {
		t.Errorf("%v, pauses %v", err, *pauses)
	}
}

func TestWhatAMakerRefusesIsTriedOnceAndNoErrorNamesTheWebhook(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"a wrong signature": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"errcode":310000,"errmsg":"sign not match"}`)
		},
		"no answer of its": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `<html>`) },
		"a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://other.example/", http.StatusFound)
		},
	} {
		asked := 0
		s, _ := sender(t, func(w http.ResponseWriter, r *http.Request) { asked++; answer(w, r) })
		if err := s.Send(t.Context(), targets["dingtalk"], "x", now); errs.CodeOf(err) != errs.Blocked || asked != 1 || strings.Contains(err.Error(), "k-1") {
			t.Errorf("%s: %v, asked %d times", name, err, asked)
		}
	}
	s, pauses := sender(t, nil)
	s.Base = "https://127.0.0.1:1"
	if err := s.Send(t.Context(), targets["dingtalk"], "x", now); errs.CodeOf(err) != errs.Storage || !errors.Is(err, robot.ErrOffline) || len(*pauses) != 2 || strings.Contains(err.Error(), "k-1") {
		t.Errorf("%v", err)
	}
}
