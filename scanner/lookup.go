// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"context"
	"slices"

	packageurl "github.com/package-url/packageurl-go"

	"lizenzlotse/scanner/cache"
	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/excerpt"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/lookup"
	"lizenzlotse/scanner/lookup/registries"
	"lizenzlotse/scanner/manifest"
)

// A Lookup has registries asked for the licences of components that are only named, where nothing else tells them for certain. Names and
// versions of these components leave the machine for that, and nothing else.
type Lookup struct {
	// Registries stand in the place of those that package managers are set to, see [registries.Read].
	Registries []string
	// Answers of earlier runs, of [OpenAnswers], which are not asked for again; nil: everything is.
	Answers *cache.Answers
	// Own tells, once all components are known, which of them are the user's own beside those that the input shows to be: nobody learns their
	// names. nil: none.
	Own func(*inventory.Inventory) func(*inventory.Component) bool
}

// OpenAnswers opens the user's cache of what registries answered. It is nil if there is none that can be used; then all is asked
// again. The caller must Close it.
func OpenAnswers() *cache.Answers { return cache.OpenAnswers(cache.Dir(), 0) }

// RegistryTypes are the types of packages for which registries can be named.
func RegistryTypes() []string { return registries.Types() }

// CheckRegistries finds one of Registries that cannot be used, without what may be secret in it, and why: a word of the vocabulary
// "registry-cause". Both are "" where all can be.
func CheckRegistries(own []string) (refused, cause string) { return registries.CheckOwn(own) }

// askers is how many components are asked about at the same time; hosts have bounds of their own.
const askers = 16

// inquire asks registries about the components whose licence is open.
func (c *collector) inquire(ctx context.Context, v *inventory.Inventory, o Options, needs map[string][]manifest.GoRequirement) {
	settings, issues := registries.Read(o.Lookup.Registries)
	asked := lookup.Options{Settings: settings, Version: o.Version, Reading: detect.Version()}
	if o.Lookup.Own != nil {
		asked.Own = idsOf(v, o.Lookup.Own(v))
	}
	if o.Lookup.Answers != nil {
		asked.Store = o.Lookup.Answers
	}
	client := lookup.Open(asked)
	defer client.Close()
	own := ownIDs(v)
	list := slices.DeleteFunc(onlyNamed(v), func(i int) bool {
		x := &v.Components[i]
		return own[x.ID] || x.Role == inventory.Own || settled(x.Claims) && !c.wordings.wants(x.ID)
	})
	types := map[string]bool{}
	for _, i := range list {
		if u, err := packageurl.FromString(v.Components[i].PURL); err == nil && !asked.Own[v.Components[i].ID] {
			types[u.Type] = true
		}
	}
	for _, i := range issues { // settings for what is not there are none of the reader's concern
		if types[i.Args["type"]] {
			v.Issues = append(v.Issues, i)
		}
	}
	c.progress.ToAsk.Store(int64(len(list)))
	c.each(ctx, v, list, askers, needs, func(x *inventory.Component) consulted {
		defer c.progress.Asked.Add(1)
		return c.fromRegistries(ctx, client, x)
	})
	v.Issues = append(v.Issues, client.Issues()...)
	slices.SortStableFunc(v.Lookups, func(a, b inventory.Lookup) int { return cmp.Compare(a.Component, b.Component) })
}

func idsOf(v *inventory.Inventory, is func(*inventory.Component) bool) map[string]bool {
	ids := map[string]bool{}
	for i := range v.Components {
		if is(&v.Components[i]) {
			ids[v.Components[i].ID] = true
		}
	}
	return ids
}

// ownIDs are the components that the project, or a document's subject, is itself.
func ownIDs(v *inventory.Inventory) map[string]bool {
	own := map[string]bool{v.Subject.Main: true}
	for _, id := range v.Subject.Roots {
		own[id] = true
	}
	for _, d := range v.Documents {
		own[d.Main] = true
	}
	return own
}

// settled reports whether claims tell the licence of a component as a whole for certain.
func settled(claims []inventory.Claim) bool {
	return slices.ContainsFunc(claims, func(claim inventory.Claim) bool {
		return !claim.Partial && claim.License.Certain()
	})
}

func (c *collector) fromRegistries(ctx context.Context, client *lookup.Client, x *inventory.Component) (found consulted) {
	lookups, issues := client.Find(ctx, x.ID, c.wanted(x), func(p *excerpt.Package) bool {
		says := c.examine(p, x.ID)
		// What package and metadata say alike is said once.
		found.says.Claims = slices.DeleteFunc(found.says.Claims, func(claim inventory.Claim) bool {
			return slices.ContainsFunc(says.says.Claims, func(other inventory.Claim) bool { return other.Kind == claim.Kind && sameLicense(other, claim) })
		})
		found.issues = append(found.issues, says.issues...)
		merge(&found.says, &says.says)
		if len(says.needs) > 0 {
			found.needs = says.needs
		}
		return settled(found.says.Claims) && !c.wordings.wants(x.ID)
	})
	found.issues = append(found.issues, issues...)
	found.lookups = lookups
	return found
}

func sameLicense(a, b inventory.Claim) bool {
	return a.License.State == b.License.State && a.License.Raw == b.License.Raw && a.License.String() == b.License.String()
}
