// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @title What every Solidity test starts from
/// @notice Assertions are cheatcodes: `vm.assertEq(got, expected)`.
abstract contract Test {
    /* TYPES */

    /// @notice An account that can sign.
    struct Account {
        address addr;
        uint256 privateKey;
    }

    /// @notice Functions of one contract that an invariant test may call.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /* CONSTANTS */

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @dev A believable present in Unix seconds (2026-11-22), which tests warp to: a clock near 0 hides faults.
    uint256 internal constant NOW = 1_795_305_600;

    /* STORAGE */

    address[] private _targets;
    FuzzSelector[] private _selectors;

    /* INVARIANT TARGETS */

    /// @dev Read by the runner: without an answer it would call every contract of the test.
    function targetContracts() external view returns (address[] memory) {
        return _targets;
    }

    /// @dev Read by the runner.
    function targetSelectors() external view returns (FuzzSelector[] memory) {
        return _selectors;
    }

    /// @dev Lets the runner call these functions of `handler` only. One listed twice is called twice as often.
    function targetSelector(address handler, bytes4[] memory selectors) internal {
        _targets.push(handler);
        _selectors.push(FuzzSelector({addr: handler, selectors: selectors}));
    }

    /* ACCOUNTS */

    /// @dev The same name gives the same account in every test.
    function makeAccount(string memory name) internal returns (Account memory account) {
        account.privateKey = uint256(keccak256(bytes(name)));
        account.addr = vm.addr(account.privateKey);
        vm.label(account.addr, name);
    }

    function makeAddr(string memory name) internal returns (address) {
        return makeAccount(name).addr;
    }

    /// @return 65 bytes, `r ‖ s ‖ v`.
    function sign(Account memory account, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(account.privateKey, digest);
        return abi.encodePacked(r, s, v);
    }

    /* DEPLOYMENT */

    /// @dev Deploys the contract of that name as built, which is what is deployed to live chains too: see {Vm-getCode}.
    function deployArtifact(string memory name, bytes memory arguments) internal returns (address deployed) {
        bytes memory code = bytes.concat(vm.getCode(name), arguments);
        // Safety: `code` is only read.
        assembly ("memory-safe") {
            deployed := create(0, add(code, 0x20), mload(code))
        }
        vm.assertNotEq(deployed, address(0));
    }

    /* EIP-712 */

    /// @dev The domain has a name, a version, a chain id and a contract; both our signing contracts use version 1.
    function domainSeparator(string memory name, uint256 chainId, address target) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256(bytes(name)),
                    keccak256("1"),
                    chainId,
                    target
                )
            );
    }

    function typedDataDigest(bytes32 separator, bytes32 structHash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", separator, structHash));
    }

    /* FUZZING */

    /// @dev Folds `value` into `min` to `max`, both included; values already inside stay as they are.
    function bound(uint256 value, uint256 min, uint256 max) internal pure returns (uint256) {
        if (value >= min && value <= max) return value;
        uint256 size = max - min + 1;
        return size == 0 ? value : min + (value % size);
    }

    /* STORAGE WORDS */

    /// @dev Where `mapping(bytes32 => …)` at `slot` keeps `key`. An address key is `bytes32(uint256(uint160(key)))`.
    function mappingSlot(bytes32 key, uint256 slot) internal pure returns (bytes32) {
        return keccak256(abi.encode(key, slot));
    }

    function mappingSlot(address key, uint256 slot) internal pure returns (bytes32) {
        return keccak256(abi.encode(key, slot));
    }

    /// @dev Where a mapping of mappings at `slot` keeps `outer` and `inner`.
    function mappingSlot(bytes32 outer, bytes32 inner, uint256 slot) internal pure returns (bytes32) {
        return keccak256(abi.encode(inner, mappingSlot(outer, slot)));
    }

    /// @dev The bits of `word` from `offset` (0 is the lowest) on, `width` of them.
    function bits(bytes32 word, uint256 offset, uint256 width) internal pure returns (uint256) {
        return (uint256(word) >> offset) & ((1 << width) - 1);
    }
}
