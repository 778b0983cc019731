// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title RelayRegistry: a permissionless directory of relays and what they ask for carriage
/// @notice A relay's id is the address of its operator. Being listed proves nothing about a relay; its receipts do.
/// Nobody administers this contract.
interface IRelayRegistry {
    /// @notice Emitted once per relay. The relay is active from here on.
    /// @param signer Account that signs the relay's receipts; two relays may share one.
    /// @param endpoint Where to reach it, 1 to 256 bytes, as the operator wrote it: unchecked text.
    event RelayRegistered(address indexed relay, address indexed signer, string endpoint);

    /// @notice Emitted when a relay changes the account that signs its receipts.
    event RelaySignerSet(address indexed relay, address indexed signer);

    /// @notice Emitted when a relay changes its endpoint.
    event RelayEndpointSet(address indexed relay, string endpoint);

    /// @notice Emitted when a relay says what it asks for carrying one letter.
    /// @dev Readers may rely on: the last one of a relay and token is in force while the relay is active.
    /// @param amount In the token's smallest unit.
    event RelayCarriageSet(address indexed relay, address indexed token, uint96 amount, bool accepted);

    /// @notice Emitted when a relay goes out of service or comes back.
    event RelayActiveSet(address indexed relay, bool active);

    /// @notice Thrown when the caller is registered already.
    error RelayAlreadyRegistered(address relay);

    /// @notice Thrown when the caller is not registered.
    error RelayNotRegistered(address relay);

    /// @notice Thrown when the signer is the zero address, which can sign nothing.
    error SignerIsZero();

    /// @notice Thrown when an endpoint's length is outside 1 to 256 bytes.
    error EndpointLengthOutOfRange(uint256 length, uint256 min, uint256 max);

    /// @notice Thrown when accepting a token at whose address there is no contract.
    error TokenHasNoCode(address token);

    /// @notice Lists the caller as a relay, active.
    /// @dev Emits {RelayRegistered}. Requires in this order:
    ///      - the caller is not registered, else {RelayAlreadyRegistered};
    ///      - `signer` is not 0, else {SignerIsZero};
    ///      - `endpoint` has 1 to 256 bytes, else {EndpointLengthOutOfRange}.
    function register(address signer, string calldata endpoint) external;

    /// @notice Changes the account that signs the caller's receipts.
    /// @dev Emits {RelaySignerSet}. Requires a registered caller, else {RelayNotRegistered}; `signer` not 0, else
    ///      {SignerIsZero}.
    function setSigner(address signer) external;

    /// @notice Changes the caller's endpoint.
    /// @dev Emits {RelayEndpointSet}. Requires a registered caller, else {RelayNotRegistered}; 1 to 256 bytes, else
    ///      {EndpointLengthOutOfRange}. The text lives in the event only.
    function setEndpoint(string calldata endpoint) external;

    /// @notice Says what the caller asks for carrying one letter, in `token`.
    /// @dev Emits {RelayCarriageSet}. Requires a registered caller, else {RelayNotRegistered}; a token with code or the
    ///      native one if `accepted`, else {TokenHasNoCode}.
    /// @param token Address of the token; 0 is the native one.
    /// @param amount In the token's smallest unit; may be 0.
    function setCarriage(address token, uint96 amount, bool accepted) external;

    /// @notice Takes the caller out of service, or back into it. Its carriage stays as set.
    /// @dev Emits {RelayActiveSet}. Requires a registered caller, else {RelayNotRegistered}.
    function setActive(bool active) external;

    /// @notice What the relay asks for carrying one letter now. `accepted` is false while it is inactive.
    /// @return amount In the token's smallest unit; 0 where not accepted.
    /// @return accepted Whether the relay carries for this token now.
    function carriageOf(address relay, address token) external view returns (uint96 amount, bool accepted);

    /// @notice A relay's entry; all zero if it is not registered.
    /// @return signer Account that signs its receipts.
    /// @return active Whether it is in service.
    /// @return registeredAt Unix seconds.
    function relayOf(address relay) external view returns (address signer, bool active, uint40 registeredAt);
}
