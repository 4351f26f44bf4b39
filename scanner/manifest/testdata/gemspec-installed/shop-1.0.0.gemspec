# -*- encoding: utf-8 -*-
# stub: shop 1.0.0 ruby lib

Gem::Specification.new do |s|
  s.name = "shop".freeze
  s.version = "1.0.0"
  s.homepage = "https://example.org".freeze
  s.licenses = ["MIT".freeze]
  if s.respond_to? :specification_version then
    s.add_runtime_dependency(%q<rake>.freeze, ["~> 13".freeze])
  end
end
