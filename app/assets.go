package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"

	"beiandesk/app/page"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
)

// uploadLimit is a little above the largest file that scan looks at, so that its own
// words about size reach the page.
const uploadLimit = 24 << 20

// Assets answers what is not part of the page: covered previews, revealed originals,
// papers, and files and spreadsheets that come in. Nothing of it may be kept by the web view.
func (s *Session) Assets() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /documents/{id}", s.preview)
	mux.HandleFunc("GET /originals/{key}", s.download)
	mux.HandleFunc("GET /papers/{key}", s.download)
	mux.HandleFunc("GET /evidence/{consent}", s.previewEvidence)
	mux.HandleFunc("POST /upload/{case}/{material}", s.upload)
	mux.HandleFunc("POST /import", s.takeSheets)
	mux.HandleFunc("POST /consents", s.agree)
	mux.HandleFunc("POST /evidence/{consent}", s.attachEvidence)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		defer func() {
			var err error
			func() {
				defer guard(&err)
				mux.ServeHTTP(w, r)
			}()
			if err != nil {
				s.fail(w, err)
			}
		}()
	})
}

func (s *Session) preview(w http.ResponseWriter, r *http.Request) {
	s.look(w, func(ctx context.Context, o *office.Office) error {
		covered, err := intake.Preview(ctx, o, ref.DocumentID(r.PathValue("id")))
		if err != nil {
			return err
		}
		return serveCovered(w, covered.Content)
	})
}

func (s *Session) previewEvidence(w http.ResponseWriter, r *http.Request) {
	s.look(w, func(ctx context.Context, o *office.Office) error {
		picture, err := consents.Preview(ctx, o, ref.ConsentID(r.PathValue("consent")))
		if err != nil {
			return err
		}
		return serveCovered(w, picture)
	})
}

// serveCovered hands out a covered picture; nil is none.
func serveCovered(w http.ResponseWriter, picture []byte) error {
	if picture == nil {
		return errs.New(errs.NotFound, "这份文件没有可遮盖的画面，请按住看原件")
	}
	serve(w, "image/jpeg", picture)
	return nil
}

func (s *Session) download(w http.ResponseWriter, r *http.Request) {
	mime, content, ok := s.downloads.Take(r.PathValue("key"))
	if !ok {
		s.fail(w, errs.New(errs.NotFound, "这份内容已经收走，请再打开一次"))
		return
	}
	serve(w, mime, content)
}

// received reads a scan that comes as a plain body.
func received(w http.ResponseWriter, r *http.Request) (name string, content []byte, err error) {
	return receive(w, r, uploadLimit, "文件超过 20 MB，请压缩后再上传")
}

// receive reads one file of at most so many bytes that comes as a plain body; large is said of
// a larger one. Its name comes percent-encoded in a header, never in the URL.
func receive(w http.ResponseWriter, r *http.Request, most int64, large string) (name string, content []byte, err error) {
	if r.Body == nil {
		return "", nil, errs.New(errs.Invalid, "没有收到文件内容，请再选一次")
	}
	content, err = io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		return "", nil, errs.New(errs.Invalid, "%s", large)
	case err != nil:
		return "", nil, errs.Wrap(errs.Storage, err, "文件没有传完，请再试一次")
	}
	name, err = url.PathUnescape(r.Header.Get("X-File-Name"))
	if err != nil {
		return "", nil, errs.New(errs.Invalid, "文件名读不出来，请改名后再上传")
	}
	return name, content, nil
}

// agree registers consents with the file that proves them. What is registered comes as JSON,
// percent-encoded in a header: the body is the file.
func (s *Session) agree(w http.ResponseWriter, r *http.Request) {
	s.look(w, func(ctx context.Context, o *office.Office) error {
		name, content, err := received(w, r)
		if err != nil {
			return err
		}
		var in consents.ConsentInput
		text, err := url.PathUnescape(r.Header.Get("X-Input"))
		if err == nil {
			err = json.Unmarshal([]byte(text), &in)
		}
		if err != nil {
			return errs.Wrap(errs.Invalid, err, "填的内容没有传过来，请再试一次")
		}
		in.File = &consents.EvidenceFile{Name: name, Content: content}
		return told(w, page.Empty{}, consents.Add(ctx, o, in))
	})
}

// attachEvidence seals the file that proves a consent.
func (s *Session) attachEvidence(w http.ResponseWriter, r *http.Request) {
	s.look(w, func(ctx context.Context, o *office.Office) error {
		name, content, err := received(w, r)
		if err != nil {
			return err
		}
		in := consents.AttachInput{ID: ref.ConsentID(r.PathValue("consent")), File: consents.EvidenceFile{Name: name, Content: content}}
		return told(w, page.Empty{}, consents.Attach(ctx, o, in))
	})
}

// told answers with a view, unless what made it failed.
func told(w http.ResponseWriter, view any, err error) error {
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	return json.NewEncoder(w).Encode(view)
}

// upload takes a file in as the next version of a material.
func (s *Session) upload(w http.ResponseWriter, r *http.Request) {
	s.look(w, func(ctx context.Context, o *office.Office) error {
		name, content, err := received(w, r)
		if err != nil {
			return err
		}
		id := ref.CaseID(r.PathValue("case"))
		if _, err := intake.Attach(ctx, o, intake.Input{
			CaseID: id, Material: r.PathValue("material"), Name: name, Content: content,
		}); err != nil {
			return err
		}
		sheet, err := intake.Status(ctx, o, id)
		return told(w, page.NewMaterialsView(sheet, o.Today()), err)
	})
}

func serve(w http.ResponseWriter, mime string, content []byte) {
	w.Header().Set("Content-Type", mime)
	_, _ = io.Copy(w, bytes.NewReader(content)) // a page that went away needs nothing more
}

// fail answers with the JSON text that the bridge reads.
func (s *Session) fail(w http.ResponseWriter, err error) {
	text, ok := s.FormatError(err).(string)
	if !ok {
		text = "{}"
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusUnprocessableEntity)
	_, _ = io.WriteString(w, text) // a page that went away needs nothing more
}
