Gem::Specification.new do |s|
  s.name = %q{shop}
  s.version = "1.0.0"
  s.licenses = %w[MIT Ruby]
end
