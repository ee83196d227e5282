import 'krarup/sim/browser/worker'
