// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";

import {IRelayRegistry} from "./interfaces/IRelayRegistry.sol";

/// @title RelayRegistry
contract RelayRegistry is IRelayRegistry, Multicall {
    /* CONSTANTS */

    uint256 private constant _MIN_ENDPOINT_LENGTH = 1;
    uint256 private constant _MAX_ENDPOINT_LENGTH = 256;

    /* STORAGE */

    struct Relay {
        address signer;
        bool active;
        uint40 registeredAt;
    }

    struct Carriage {
        uint96 amount;
        bool accepted;
        uint40 setAt;
    }

    mapping(address relay => Relay) private _relays;
    mapping(address relay => mapping(address token => Carriage)) private _carriages;

    /* DIRECTORY */

    /// @inheritdoc IRelayRegistry
    function register(address signer, string calldata endpoint) external {
        if (_relays[msg.sender].registeredAt != 0) revert RelayAlreadyRegistered(msg.sender);
        _requireSigner(signer);
        _requireEndpoint(endpoint);
        // Safety: 40 bits of seconds last until the year 36812; so everywhere in this contract.
        _relays[msg.sender] = Relay({signer: signer, active: true, registeredAt: uint40(block.timestamp)});
        emit RelayRegistered(msg.sender, signer, endpoint);
    }

    /// @inheritdoc IRelayRegistry
    function setSigner(address signer) external {
        Relay storage relay = _registered();
        _requireSigner(signer);
        relay.signer = signer;
        emit RelaySignerSet(msg.sender, signer);
    }

    /// @inheritdoc IRelayRegistry
    function setEndpoint(string calldata endpoint) external {
        _registered();
        _requireEndpoint(endpoint);
        emit RelayEndpointSet(msg.sender, endpoint);
    }

    /// @inheritdoc IRelayRegistry
    function setCarriage(address token, uint96 amount, bool accepted) external {
        _registered();
        if (accepted && token != address(0) && token.code.length == 0) revert TokenHasNoCode(token);
        _carriages[msg.sender][token] = Carriage({amount: amount, accepted: accepted, setAt: uint40(block.timestamp)});
        emit RelayCarriageSet(msg.sender, token, amount, accepted);
    }

    /// @inheritdoc IRelayRegistry
    function setActive(bool active) external {
        _registered().active = active;
        emit RelayActiveSet(msg.sender, active);
    }

    /* VIEWS */

    /// @inheritdoc IRelayRegistry
    function carriageOf(address relay, address token) external view returns (uint96 amount, bool accepted) {
        Carriage memory carriage = _carriages[relay][token];
        if (!carriage.accepted || !_relays[relay].active) return (0, false);
        return (carriage.amount, true);
    }

    /// @inheritdoc IRelayRegistry
    function relayOf(address relay) external view returns (address signer, bool active, uint40 registeredAt) {
        Relay memory entry = _relays[relay];
        return (entry.signer, entry.active, entry.registeredAt);
    }

    /* INTERNAL */

    function _registered() private view returns (Relay storage relay) {
        relay = _relays[msg.sender];
        if (relay.registeredAt == 0) revert RelayNotRegistered(msg.sender);
    }

    function _requireSigner(address signer) private pure {
        if (signer == address(0)) revert SignerIsZero();
    }

    function _requireEndpoint(string calldata endpoint) private pure {
        uint256 length = bytes(endpoint).length;
        if (length < _MIN_ENDPOINT_LENGTH || length > _MAX_ENDPOINT_LENGTH) {
            revert EndpointLengthOutOfRange(length, _MIN_ENDPOINT_LENGTH, _MAX_ENDPOINT_LENGTH);
        }
    }
}
