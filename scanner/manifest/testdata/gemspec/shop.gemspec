# s.license = "GPL-3.0-only" was before
require_relative "lib/shop/version"

Gem::Specification.new do |spec|
  spec.name     = "shop"
  spec.version  = Shop::VERSION
  spec.authors  = ["Beispiel", "Andere"]
  spec.homepage = "https://example.org/#{spec.name}"
  spec.summary  = "sells # things" # and more
  spec.license  = 'MIT'
end
