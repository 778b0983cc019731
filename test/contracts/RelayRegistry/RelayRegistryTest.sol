// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../../contracts/interfaces/IRelayRegistry.sol";
import {Actors} from "../base/Actors.sol";
import {IWholeRelayRegistry} from "./IWholeRelayRegistry.sol";

/// @title A fresh directory; Alice is the relay's operator, Bob its signer
abstract contract RelayRegistryTest is Actors {
    string internal constant ENDPOINT = "https://relay.example";

    // Published in docs/storage.md; fixed by storage.t.sol.
    uint256 internal constant RELAYS_SLOT = 0;
    uint256 internal constant CARRIAGES_SLOT = 1;

    IWholeRelayRegistry internal relays;

    function setUp() public virtual {
        vm.warp(NOW);
        relays = IWholeRelayRegistry(deployArtifact("RelayRegistry", ""));
    }

    function registerRelay(address relay) internal {
        vm.prank(relay);
        relays.register(bob.addr, ENDPOINT);
    }

    /// @dev Reads the whole word, so that bits nobody should have set are seen too.
    function assertRelayWord(address relay, address signer, bool active, uint256 registeredAt) internal view {
        uint256 expected = uint256(uint160(signer)) | (uint256(active ? 1 : 0) << 160) | (registeredAt << 168);
        vm.assertEq(vm.load(address(relays), mappingSlot(relay, RELAYS_SLOT)), bytes32(expected), "relay word");
    }

    function assertCarriageWord(
        address relay,
        address token,
        uint96 amount,
        bool accepted,
        uint256 setAt
    ) internal view {
        uint256 expected = uint256(amount) | (uint256(accepted ? 1 : 0) << 96) | (setAt << 104);
        bytes32 slot = mappingSlot(_key(relay), _key(token), CARRIAGES_SLOT);
        vm.assertEq(vm.load(address(relays), slot), bytes32(expected), "carriage word");
    }

    /// @dev For tests of functions that only a registered relay may call.
    function expectNotRegistered(address caller) internal {
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.RelayNotRegistered.selector, caller));
    }

    function expectEndpointLength(uint256 length) internal {
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.EndpointLengthOutOfRange.selector, length, 1, 256));
    }

    function textOf(uint256 length) internal pure returns (string memory) {
        bytes memory text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) text[i] = "x";
        return string(text);
    }

    function _key(address account) private pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }
}
