import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/RelayRegistry.sol'

export const mutants: Mutant[] = [
  {
    name: 'a relay may register twice',
    file,
    find: `        if (_relays[msg.sender].registeredAt != 0) revert RelayAlreadyRegistered(msg.sender);
`,
    replace: '',
    tests: ['RelayRegistry/register.t.sol'],
  },
  {
    name: 'a new relay is out of service',
    file,
    find: 'active: true',
    replace: 'active: false',
    tests: ['RelayRegistry/register.t.sol'],
  },
  {
    name: 'a relay may register without a signer',
    file,
    find: `        _requireSigner(signer);
        _requireEndpoint(endpoint);`,
    replace: '        _requireEndpoint(endpoint);',
    tests: ['RelayRegistry/register.t.sol'],
  },
  {
    name: 'a relay may register without an endpoint',
    file,
    find: `        _requireSigner(signer);
        _requireEndpoint(endpoint);`,
    replace: '        _requireSigner(signer);',
    tests: ['RelayRegistry/register.t.sol'],
  },
  {
    name: 'a relay may drop its signer',
    file,
    find: `        _requireSigner(signer);
        relay.signer = signer;`,
    replace: '        relay.signer = signer;',
    tests: ['RelayRegistry/setSigner.t.sol'],
  },
  {
    name: 'a new signer is announced but not stored',
    file,
    find: `        relay.signer = signer;
`,
    replace: '',
    tests: ['RelayRegistry/setSigner.t.sol'],
  },
  {
    name: 'a relay may drop its endpoint',
    file,
    find: `        _requireEndpoint(endpoint);
        emit RelayEndpointSet`,
    replace: '        emit RelayEndpointSet',
    tests: ['RelayRegistry/setEndpoint.t.sol'],
  },
  {
    name: 'a stranger announces an endpoint',
    file,
    find: `        _registered();
        _requireEndpoint`,
    replace: '        _requireEndpoint',
    tests: ['RelayRegistry/setEndpoint.t.sol'],
  },
  {
    name: 'a stranger sets a carriage',
    file,
    find: `        _registered();
        if (accepted`,
    replace: '        if (accepted',
    tests: ['RelayRegistry/setCarriage.t.sol'],
  },
  {
    name: 'a relay may accept a token without code',
    file,
    find: `        if (accepted && token != address(0) && token.code.length == 0) revert TokenHasNoCode(token);
`,
    replace: '',
    tests: ['RelayRegistry/setCarriage.t.sol'],
  },
  {
    name: 'the native token is asked for code',
    file,
    find: 'accepted && token != address(0) && ',
    replace: 'accepted && ',
    tests: ['RelayRegistry/setCarriage.t.sol'],
  },
  {
    name: 'a token without code cannot be given up',
    file,
    find: 'if (accepted && token != address(0)',
    replace: 'if (token != address(0)',
    tests: ['RelayRegistry/setCarriage.t.sol'],
  },
  {
    name: 'a relay out of service goes on asking for carriage',
    file,
    find: '!carriage.accepted || !_relays[relay].active',
    replace: '!carriage.accepted',
    tests: ['RelayRegistry/carriageOf.t.sol'],
  },
  {
    name: 'a token once accepted stays accepted',
    file,
    find: '!carriage.accepted || !_relays[relay].active',
    replace: '!_relays[relay].active',
    tests: ['RelayRegistry/carriageOf.t.sol'],
  },
  {
    name: 'the shortest endpoint is refused',
    file,
    find: 'length < _MIN_ENDPOINT_LENGTH',
    replace: 'length <= _MIN_ENDPOINT_LENGTH',
    tests: ['RelayRegistry/register.t.sol', 'RelayRegistry/setEndpoint.t.sol'],
  },
  {
    name: 'the longest endpoint is refused',
    file,
    find: 'length > _MAX_ENDPOINT_LENGTH',
    replace: 'length >= _MAX_ENDPOINT_LENGTH',
    tests: ['RelayRegistry/register.t.sol', 'RelayRegistry/setEndpoint.t.sol'],
  },
  {
    name: 'endpoints are counted in words',
    file,
    find: 'bytes(endpoint).length',
    replace: 'bytes(endpoint).length / 32',
    tests: ['RelayRegistry/register.t.sol', 'RelayRegistry/setEndpoint.t.sol'],
  },
  {
    name: 'taking out of service puts into service',
    file,
    find: '_registered().active = active',
    replace: '_registered().active = true',
    tests: ['RelayRegistry/setActive.t.sol'],
  },
]
