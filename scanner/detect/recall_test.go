// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// The same comment in another file, at another place, gives the same as it does when nothing is remembered.
func TestRecalled(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal(err, archives)
	}
	remembered := 0
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			text := strings.ReplaceAll(string(f.Data), "*/", "* /")
			behind := strings.Repeat("call(); // a step\n", 200) + "/*\n" + text + "\n*/\n" + strings.Repeat("call(); // a step\n", 200)
			forget()
			fresh := Scan([]byte(behind), "a/x.c").Findings
			forget()
			Scan([]byte("/*\n"+text+"\n*/\n"+strings.Repeat("call(); // a step\n", 200)), "b/x.c")
			for i := range memory {
				if memory[i].Load() != nil {
					remembered++
				}
			}
			if again := Scan([]byte(behind), "a/x.c").Findings; fmt.Sprint(fresh) != fmt.Sprint(again) {
				t.Errorf("%s, %s: %v\nthen %v", name, f.Name, fresh, again)
			}
		}
	}
	if remembered == 0 {
		t.Error("nothing is ever remembered")
	}
}

func forget() {
	for i := range memory {
		memory[i].Store(nil)
	}
}
