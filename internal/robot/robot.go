// Package robot sends a text to the robot of a group chat (企业微信, 钉钉, 飞书) by its webhook. It
// is the only part of the program that uses a network, and speaks https to these makers' hosts
// alone. No error of it names a webhook: whoever has its address can write to the group.
package robot

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"beiandesk/internal/errs"
)

// Target is the robot that is written to.
type Target struct {
	Kind   string // wecom, dingtalk, feishu
	URL    string // its webhook
	Secret string // by which each text is signed; "" where the robot asks for none
}

// vendor is what a maker documents of its robots (read on 2026-11-30, 待核实).
type vendor struct {
	label, host, path string
	key               string // the parameter of the address that is its key; "" where the path is
	signs             bool
}

var vendors = map[string]vendor{
	"wecom":    {"企业微信", "qyapi.weixin.qq.com", "/cgi-bin/webhook/send", "key", false},
	"dingtalk": {"钉钉", "oapi.dingtalk.com", "/robot/send", "access_token", true},
	"feishu":   {"飞书", "open.feishu.cn", "/open-apis/bot/v2/hook/", "", true},
}

// Label is what a kind is called, "" for an unknown one.
func Label(kind string) string { return vendors[kind].label }

// Judge refuses a robot that could not be written to. Errors: Invalid at kind, url, secret.
func (t Target) Judge() error {
	v, ok := vendors[t.Kind]
	if !ok {
		return errs.AtField("kind", "请选择企业微信、钉钉或飞书")
	}
	u, err := url.Parse(t.URL)
	whole := err == nil && u.Scheme == "https" && u.Host == v.host && u.User == nil && u.Fragment == ""
	if v.key == "" {
		whole = whole && strings.HasPrefix(u.Path, v.path) && len(u.Path) > len(v.path)
	} else {
		whole = whole && u.Path == v.path && u.Query().Get(v.key) != ""
	}
	switch {
	case !whole:
		return errs.AtField("url", "这不是%s群机器人的地址：从群里的机器人设置照抄，以 https://%s%s 开头", v.label, v.host, v.path)
	case t.Secret != "" && !v.signs:
		return errs.AtField("secret", "%s的机器人不用加签密钥，请清空", v.label)
	}
	return nil
}

// What is in the error of a text that was not answered.
var (
	ErrOffline = errors.New("no connection") // it surely went nowhere: no request could be made
	ErrUnsure  = errors.New("no answer")     // it may have been taken
)

// Sender sends. The zero Sender is ready for use.
type Sender struct {
	Client *http.Client                               // nil for one with limits of its own
	Base   string                                     // tests alone: scheme and host that stand in for the maker's
	Wait   func(context.Context, time.Duration) error // between tries; nil sleeps
}

const (
	tries      = 3
	firstPause = 2 * time.Second // doubled after each try
	patience   = 10 * time.Second
	mostAnswer = 64 << 10
)

// Send writes a text into the group, trying again where nothing can have been taken: no request
// could be made, or the maker's server was too busy.
// Errors: those of Judge; Blocked where the maker refuses it; Storage where it could not be
// reached, with ErrOffline or ErrUnsure unless its server is too busy.
func (s Sender) Send(ctx context.Context, t Target, text string, now func() time.Time) error {
	if err := t.Judge(); err != nil {
		return err
	}
	var err error
	for try := range tries {
		if try > 0 {
			if s.wait(ctx, firstPause<<(try-1)) != nil {
				return err
			}
		}
		again := false
		if again, err = s.once(ctx, t, text, now()); !again {
			return err
		}
	}
	return err
}

func (s Sender) wait(ctx context.Context, pause time.Duration) error {
	if s.Wait != nil {
		return s.Wait(ctx, pause)
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// once tries a single time, and says whether another try may help.
func (s Sender) once(ctx context.Context, t Target, text string, now time.Time) (again bool, err error) {
	ctx, done := context.WithTimeout(ctx, patience)
	defer done()
	address, body, err := t.request(text, now)
	if err != nil {
		return false, err
	}
	if s.Base != "" {
		address = s.Base + strings.TrimPrefix(address, "https://"+vendors[t.Kind].host)
	}
	var asked atomic.Bool // from when on something may have arrived
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { asked.Store(true) }})
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return false, unreached(t, errors.New("no request"))
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	client := *cmp.Or(s.Client, &http.Client{})
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	got, err := client.Do(req)
	if err != nil {
		var u *url.Error // it names the address
		if errors.As(err, &u) {
			err = u.Err
		}
		if !asked.Load() {
			return true, unreached(t, errors.Join(ErrOffline, err))
		}
		return false, unanswered(t, err)
	}
	answer, err := io.ReadAll(io.LimitReader(got.Body, mostAnswer))
	if err := errors.Join(err, got.Body.Close()); err != nil {
		return false, unanswered(t, err)
	}
	return judge(t, got.StatusCode, answer)
}

func unreached(t Target, err error) error {
	return errs.Wrap(errs.Storage, err, "连不上%s，没有发出：请检查网络，稍后再试", Label(t.Kind))
}

func unanswered(t Target, err error) error {
	return errs.Wrap(errs.Storage, errors.Join(ErrUnsure, err), "%s没有答复，不知道收到没有：请到群里看一眼，没有再重发", Label(t.Kind))
}

// judge reads a maker's answer.
func judge(t Target, status int, answer []byte) (again bool, err error) {
	failed := fmt.Errorf("status %d", status)
	switch {
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable:
		return true, unreached(t, failed)
	case status >= 500:
		return false, unanswered(t, failed) // a gateway's failure may come after it was taken
	}
	var said struct {
		ErrCode *int `json:"errcode"` // 企业微信, 钉钉
		Code    *int `json:"code"`    // 飞书
	}
	var code *int
	if status == http.StatusOK && json.Unmarshal(answer, &said) == nil {
		code = cmp.Or(said.ErrCode, said.Code)
	}
	switch {
	case code == nil:
		return false, errs.New(errs.Blocked, "%s没有收下（状态 %d）：请在群里核对机器人还在不在、地址抄全了没有", Label(t.Kind), status)
	case *code != 0:
		return false, errs.New(errs.Blocked, "%s没有收下（代码 %d）：请核对机器人的地址、加签密钥、关键词和 IP 限制", Label(t.Kind), *code)
	}
	return false, nil
}

// request is what is posted, and where to, signed at a moment as the maker documents it.
func (t Target) request(text string, now time.Time) (address string, body []byte, err error) {
	message := map[string]any{"msgtype": "text", "text": map[string]string{"content": text}}
	address = t.URL
	switch {
	case t.Kind == "feishu":
		message = map[string]any{"msg_type": "text", "content": map[string]string{"text": text}}
		if t.Secret != "" {
			// The key is the stamp with the secret, and nothing is signed.
			stamp := strconv.FormatInt(now.Unix(), 10)
			message["timestamp"], message["sign"] = stamp, signed(stamp+"\n"+t.Secret, "")
		}
	case t.Kind == "dingtalk" && t.Secret != "":
		stamp := strconv.FormatInt(now.UnixMilli(), 10)
		address += "&timestamp=" + stamp + "&sign=" + url.QueryEscape(signed(t.Secret, stamp+"\n"+t.Secret))
	}
	body, err = json.Marshal(message)
	if err != nil {
		return "", nil, errs.Wrap(errs.Internal, err, "要发的文字没有准备好，请重试")
	}
	return address, body, nil
}

// signed is the base64 of the HMAC-SHA256 of a text.
func signed(key, text string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
