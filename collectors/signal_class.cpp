// Classes of signals, as legends of maps name them.
#include <algorithm>
#include <array>
#include <cctype>
#include <limits>

#include "vungphu/base/text.hpp"
#include "vungphu/collectors/collector.hpp"

namespace vungphu::collectors {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

enum class Kind { number, over, under, upwards, downwards, signal };
struct Token {
  Kind kind;
  double value = 0;
};

/// Words, folded. Those of the first list are above what follows, of the second below it.
constexpr auto kOver =
    std::to_array<std::string_view>({"tren", "lon", "tot", "cao", "above", "over", "greater", "more"});
constexpr auto kUnder =
    std::to_array<std::string_view>({"duoi", "nho", "thap", "kem", "below", "under", "less", "worse"});
constexpr auto kUpwards = std::to_array<std::string_view>({"len", "up", "better"});
constexpr auto kDownwards = std::to_array<std::string_view>({"xuong", "down"});
constexpr auto kSignal = std::to_array<std::string_view>(
    {"rsrp", "ssrsrp", "nrrsrp", "rsrq", "ssrsrq", "sinr", "sssinr", "snr", "x"});
constexpr auto kSilent =
    std::to_array<std::string_view>({"hon", "than", "den", "toi", "tu", "from", "to", "va", "and", "or",
                                     "equal", "bang", "hoac", "tro", "dbm", "db", "muc", "thu", "khoang"});

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// One way to write minus, "at least" and "at most".
std::string plain(std::string_view text) {
  std::string made = nfc(text);
  constexpr auto kSigns = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"−", "-"}, {"–", "-"}, {"—", "-"}, {"≥", ">"}, {"≤", "<"}, {"…", " "}, {"÷", " "}});
  for (const auto& [sign, ascii] : kSigns)
    for (std::size_t at = made.find(sign); at != std::string::npos; at = made.find(sign, at))
      made.replace(at, sign.size(), ascii);
  return made;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) || (c & 0x80) || c == '_'; }

class Scanner {
 public:
  explicit Scanner(std::string text) : text_(std::move(text)) {}

  std::optional<std::vector<Token>> scan() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool sign = c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
      // "-95-85": whether the second is a minus or a dash, nobody can tell.
      if (sign && at_ > 0 && is_digit(text_[at_ - 1])) return std::nullopt;
      if (is_digit(c) || sign) {
        if (!number()) return std::nullopt;
      } else if (is_letter(c)) {
        if (!word()) return std::nullopt;
      } else if (c == '<' || c == '>') {
        tokens_.push_back({c == '<' ? Kind::under : Kind::over});
        ++at_;
        if (at_ < text_.size() && text_[at_] == '=') ++at_;
      } else if (std::string_view(" \t.,;:~-/[]()=").find(c) != std::string_view::npos) {
        ++at_;
      } else {
        return std::nullopt;
      }
    }
    return std::move(tokens_);
  }

 private:
  bool number() {
    const std::size_t begin = at_++;
    const auto fraction = [&] {
      return (text_[at_] == '.' || text_[at_] == ',') && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
    };
    while (at_ < text_.size() && (is_digit(text_[at_]) || fraction())) ++at_;
    const auto value = parse_decimal(text_.substr(begin, at_ - begin));
    if (value) tokens_.push_back({Kind::number, *value});
    return value.has_value();
  }
  bool word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    const std::string word = fold(text_.substr(begin, at_ - begin));
    if (among(kOver, word)) tokens_.push_back({Kind::over});
    if (among(kUnder, word)) tokens_.push_back({Kind::under});
    if (among(kUpwards, word)) tokens_.push_back({Kind::upwards});
    if (among(kDownwards, word)) tokens_.push_back({Kind::downwards});
    if (among(kSignal, word)) tokens_.push_back({Kind::signal});
    return among(kOver, word) || among(kUnder, word) || among(kUpwards, word) || among(kDownwards, word) ||
           among(kSignal, word) || among(kSilent, word);
  }

  std::string text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

/// The ends that comparisons give, and numbers that none of them takes.
struct Ends {
  std::optional<double> low, high;
  std::vector<double> free;
};

std::optional<Ends> ends_of(const std::vector<Token>& tokens) {
  Ends ends;
  std::vector<char> taken(tokens.size(), 0);
  const auto set = [&](std::size_t at, bool low) {
    std::optional<double>& end = low ? ends.low : ends.high;
    if (at >= tokens.size() || tokens[at].kind != Kind::number || taken[at] || end) return false;
    taken[at] = 1;
    end = tokens[at].value;
    return true;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Kind kind = tokens[i].kind;
    const bool compares = kind == Kind::over || kind == Kind::under;
    if (kind == Kind::upwards && !set(i - 1, true)) return std::nullopt;
    if (kind == Kind::downwards && !set(i - 1, false)) return std::nullopt;
    if (!compares) continue;
    const bool before = i + 1 < tokens.size() && tokens[i + 1].kind == Kind::number;
    // "-95 < RSRP" says of the signal what "RSRP > -95" says.
    if (before ? !set(i + 1, kind == Kind::over) : !set(i - 1, kind == Kind::under)) return std::nullopt;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].kind == Kind::number && !taken[i]) ends.free.push_back(tokens[i].value);
  return ends;
}

}  // namespace

std::optional<SignalClass> parse_signal_class(std::string_view text) {
  const auto tokens = Scanner(plain(text)).scan();
  const auto found = tokens ? ends_of(*tokens) : std::nullopt;
  if (!found) return std::nullopt;
  Ends ends = *found;
  if (ends.free.size() == 2 && !ends.low && !ends.high) {
    ends.low = std::min(ends.free[0], ends.free[1]);
    ends.high = std::max(ends.free[0], ends.free[1]);
  } else if (ends.free.size() == 1 && !(ends.low && ends.high)) {
    if (!ends.low) ends.low = ends.free[0];
    if (!ends.high) ends.high = ends.free[0];
  } else if (!ends.free.empty() || (!ends.low && !ends.high)) {
    return std::nullopt;
  }
  const SignalClass made{ends.low.value_or(-kInfinite), ends.high.value_or(kInfinite)};
  if (made.low > made.high) return std::nullopt;
  return made;
}

}  // namespace vungphu::collectors
