// Replays requests through libmodsecurity 3. Arguments: the file of rules and the file of requests (see request-file.ts). Prints `ready VERSION`.
// Then answers each line of standard input with one line:
//   matched INDEX            ids of the rules that were logged, with spaces between them
//   run INDEX MILLISECONDS   how many inspections there were, and the nanoseconds of processor time that they took
#include <modsecurity/modsecurity.h>
#include <modsecurity/rule_message.h>
#include <modsecurity/rules_set.h>
#include <modsecurity/transaction.h>

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

struct Request {
  std::string method, uri, body;
  std::vector<std::pair<std::string, std::string>> headers;
};

static std::vector<Request> readRequests(const char* file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<Request> requests;
  std::string line;
  Request request;
  while (std::getline(in, request.method)) {
    std::getline(in, request.uri);
    std::getline(in, line);
    request.headers.resize(std::strtoul(line.c_str(), nullptr, 10));
    for (auto& [name, value] : request.headers) {
      std::getline(in, name);
      std::getline(in, value);
    }
    std::getline(in, request.body);
    requests.push_back(request);
  }
  return requests;
}

// Servers pass a function that takes the reports; this one drops them.
static void drop(void*, const void*) {}

static bool stopped(modsecurity::Transaction& transaction) {
  modsecurity::ModSecurityIntervention it{200, 0, nullptr, nullptr, 0};
  const bool disruptive = transaction.intervention(&it);
  std::free(it.url);
  std::free(it.log);
  return disruptive;
}

static bool stoppedByRequest(modsecurity::Transaction& transaction, const Request& request) {
  transaction.processConnection("192.0.2.10", 41234, "192.0.2.80", 80);
  transaction.processURI(request.uri.c_str(), request.method.c_str(), "1.1");
  for (const auto& [name, value] : request.headers) transaction.addRequestHeader(name, value);
  transaction.processRequestHeaders();
  if (stopped(transaction)) return true;
  transaction.appendRequestBody(reinterpret_cast<const unsigned char*>(request.body.data()), request.body.size());
  transaction.processRequestBody();
  return stopped(transaction);
}

static void inspect(modsecurity::ModSecurity& engine, modsecurity::RulesSet& rules, const Request& request, std::vector<int64_t>* ids) {
  modsecurity::Transaction transaction(&engine, &rules, nullptr);
  if (!stoppedByRequest(transaction, request)) {
    transaction.addResponseHeader("Content-Type", "text/html");
    transaction.processResponseHeaders(200, "HTTP/1.1");
    if (!stopped(transaction)) transaction.processResponseBody();
  }
  transaction.processLogging();
  if (ids == nullptr) return;
  for (const auto& message : transaction.m_rulesMessages) ids->push_back(message.m_ruleId);
}

static int64_t processorNanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<int64_t>(time.tv_sec) * 1000000000 + time.tv_nsec;
}

int main(int count, char** arguments) {
  if (count != 3) return 2;
  modsecurity::ModSecurity engine;
  engine.setServerLogCb(drop, modsecurity::RuleMessageLogProperty);
  modsecurity::RulesSet rules;
  if (rules.loadFromUri(arguments[1]) < 0) {
    std::cerr << rules.getParserError() << std::endl;
    return 1;
  }
  const auto requests = readRequests(arguments[2]);
  std::cout << "ready " << engine.whoAmI() << std::endl;
  std::string line, verb;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    size_t index = 0;
    int64_t milliseconds = 0;
    words >> verb >> index >> milliseconds;
    const Request& request = requests.at(index);
    if (verb == "matched") {
      std::vector<int64_t> ids;
      inspect(engine, rules, request, &ids);
      for (const auto id : ids) std::cout << id << ' ';
      std::cout << std::endl;
      continue;
    }
    const int64_t start = processorNanoseconds();
    int64_t inspections = 0, spent = 0;
    do {
      inspect(engine, rules, request, nullptr);
      inspections++;
      spent = processorNanoseconds() - start;
    } while (spent < milliseconds * 1000000);
    std::cout << inspections << ' ' << spent << std::endl;
  }
}
